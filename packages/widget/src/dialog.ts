/** What a click on a buy button loads: the dialog with the checkout's frame. No library is in it. */
export { openCheckout } from './dialog/open-checkout.ts';
