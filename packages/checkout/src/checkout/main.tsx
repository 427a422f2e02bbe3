import { draw } from '../page/draw.ts';
import { noHost } from '../page/host-line.ts';
import { setUp } from '../page/setting.ts';
import { CheckoutPage } from './checkout-page.tsx';
import { createCheckoutStore } from './checkout-store.ts';
import { readOpening } from './read-opening.ts';
import { startCheckout } from './start-checkout.ts';

const framed = window.parent !== window;
const root = document.getElementById('root') as HTMLElement;
document.documentElement.classList.toggle('framed', framed);

const [page, frame] = await Promise.all([setUp(), framed ? import('../frame/open-frame.ts') : undefined]);
const { embed, host } = frame?.openFrame(window) ?? { embed: undefined, host: noHost };
const store = createCheckoutStore({ ...page, host }, { ...readOpening(location), embed });
draw(root, () => <CheckoutPage store={store} />);
host.tell('ready', {});
new ResizeObserver(() => host.tell('resize', { height: Math.ceil(root.getBoundingClientRect().height) })).observe(root);
// Not awaited: parts that are loaded late import this chunk, and would wait for it while it waits for them.
void startCheckout(store);
