import { draw } from '../page/draw.ts';
import { giveUp } from '../page/give-up.ts';
import { noHost } from '../page/host-line.ts';
import { setUp } from '../page/setting.ts';
import { CheckoutPage } from './checkout-page.tsx';
import { createCheckoutStore } from './checkout-store.ts';
import { readOpening } from './read-opening.ts';
import { startCheckout } from './start-checkout.ts';

/** Not awaited at the top: late parts import this module's neighbours, which would then wait for themselves. */
async function start(root: HTMLElement): Promise<void> {
  const framed = window.parent !== window;
  document.documentElement.classList.toggle('framed', framed);
  const [page, frame] = await Promise.all([setUp(), framed ? import('../frame/open-frame.ts') : undefined]);
  const { embed, host } = frame?.openFrame(window) ?? { embed: undefined, host: noHost };
  const store = createCheckoutStore({ ...page, host }, { ...readOpening(location), embed });
  draw(root, () => <CheckoutPage store={store} />);
  host.tell('ready', {});
  new ResizeObserver(() => host.tell('resize', { height: Math.ceil(root.getBoundingClientRect().height) })).observe(
    root,
  );
  await startCheckout(store);
}

const root = document.getElementById('root') as HTMLElement;
start(root).catch((error: unknown) => {
  giveUp(root);
  throw error;
});
