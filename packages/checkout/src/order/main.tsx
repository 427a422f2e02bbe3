import { draw } from '../page/draw.ts';
import { giveUp } from '../page/give-up.ts';
import { noHost } from '../page/host-line.ts';
import { setUp } from '../page/setting.ts';
import { findOrder } from './keep-orders.ts';
import { readOrderAddress } from './read-order-address.ts';

async function start(root: Element): Promise<void> {
  const { id, token, returned } = readOrderAddress(location);
  // Asked for together with the texts: it is the same file that a checkout asks for when it becomes an order.
  const arriving = import('./order-page.tsx');
  const setting = { ...(await setUp()), host: noHost };
  const { OrderPage, createOrderStore, go, openOrder } = await arriving;
  const store = createOrderStore(setting);
  draw(root, () => <OrderPage store={store} />);
  if (returned) go(store, 'returned', { kept: findOrder(setting.tab, setting.device, id) });
  else if (id) await openOrder(store, id, token);
  else go(store, 'unknown');
}

// The link in the mail, opened where the order's page already is, changes nothing but the part behind #.
addEventListener('hashchange', () => location.reload());

const root = document.getElementById('root') as HTMLElement;
start(root).catch((error: unknown) => {
  giveUp(root);
  throw error;
});
