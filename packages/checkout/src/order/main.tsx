import { render } from 'preact';
import { noHost } from '../frame/talk-to-host.ts';
import { setUp } from '../page/setting.ts';
import { findOrder } from './keep-orders.ts';
import { OrderPage } from './order-page.tsx';
import { createOrderStore, openOrder } from './order-store.ts';
import { readOrderAddress } from './read-order-address.ts';

const { id, token, returned } = readOrderAddress(location);
const setting = { ...(await setUp()), host: noHost };
const store = createOrderStore(setting);
render(<OrderPage store={store} />, document.getElementById('root') as HTMLElement);
if (returned) {
  store.kept.value = findOrder(setting.tab, setting.device, id);
  store.go('returned');
} else if (id) {
  await openOrder(store, id, token);
} else {
  store.go('unknown');
}
