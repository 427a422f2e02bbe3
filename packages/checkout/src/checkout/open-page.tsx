import { openFrame } from '../frame/open-frame.ts';
import { draw } from '../page/draw.ts';
import { noHost } from '../page/host-line.ts';
import { setUp } from '../page/setting.ts';
import { CheckoutPage } from './checkout-page.tsx';
import { createCheckoutStore } from './checkout-store.ts';
import { readOpening } from './read-opening.ts';
import { startCheckout } from './start-checkout.ts';

/** Opens the page on its own or in a host's frame, and begins. */
export async function openPage(root: HTMLElement): Promise<void> {
  const framed = window.parent !== window;
  document.documentElement.classList.toggle('framed', framed);
  const page = await setUp();
  const { embed, host } = framed ? openFrame(window) : { embed: undefined, host: noHost };
  const store = createCheckoutStore({ ...page, host }, { ...readOpening(location), embed });
  draw(root, () => <CheckoutPage store={store} />);
  host.tell('ready', {});
  // In a dialog Escape closes, as it does where the host itself hears it; not the one that ends an input method's suggestion.
  if (embed?.mode === 'overlay')
    addEventListener('keydown', ({ key, isComposing, defaultPrevented }) => {
      if (key === 'Escape' && !isComposing && !defaultPrevented && store.state !== 'confirming') host.onClose();
    });
  new ResizeObserver(() => host.tell('resize', { height: Math.ceil(root.getBoundingClientRect().height) })).observe(
    root,
  );
  await startCheckout(store);
}
