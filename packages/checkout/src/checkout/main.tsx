import { effect } from '@preact/signals';
import { render } from 'preact';
import { noHost, talkToHost } from '../frame/talk-to-host.ts';
import { applyTheme, setUp } from '../page/setting.ts';
import type { Setting } from '../page/setting.ts';
import { CheckoutPage } from './checkout-page.tsx';
import { createCheckoutStore, remember } from './checkout-store.ts';
import type { CheckoutStore } from './checkout-store.ts';
import { againLink } from './confirm-order.ts';
import { readOpening } from './read-opening.ts';
import { restartCheckout, startCheckout } from './start-checkout.ts';

const framed = window.parent !== window;
const opening = readOpening(location, framed);
const root = document.getElementById('root') as HTMLElement;

const page = await setUp();
let close = () => {};
const host = opening.embed
  ? talkToHost(window, opening.embed.host, { onCloseRequested: () => close(), onTheme: applyTheme })
  : { ...noHost, framed };
const setting: Setting = { ...page, host };
const store = createCheckoutStore(setting, opening);
const closeNow = () => host.tell('close', {});
close = closeNow;

document.documentElement.classList.toggle('framed', framed);
render(<CheckoutPage store={store} />, root);
host.tell('ready', {});
new ResizeObserver(() => host.tell('resize', { height: Math.ceil(root.getBoundingClientRect().height) })).observe(root);
effect(() => {
  if (store.state.value === 'ordered' && store.order.value) void showOrder(store);
});
await startCheckout(store);
forgetSecret(store);

/** From the order on the order's own view takes over; it is loaded only now. */
async function showOrder({ order, confirmed, setting }: CheckoutStore): Promise<void> {
  if (!order.value) return;
  const { mountOrder } = await import('../order/mount-order.tsx');
  close = mountOrder(root, setting, order.value, { order: confirmed.value, onRestart: buyAgain });
}

/** Another purchase of the same product: in a frame right here, else on a page of its own. */
function buyAgain(): void {
  if (!framed) return location.assign(againLink(store));
  close = closeNow;
  void restartCheckout(store);
  render(<CheckoutPage store={store} />, root);
}

/** The secret of a resumed checkout is remembered by the tab by now; the address bar need not show it. */
function forgetSecret(store: CheckoutStore): void {
  if (location.hash && remember(store, {})) history.replaceState(null, '', location.pathname + location.search);
}
