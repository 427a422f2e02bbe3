import type { OpenResult } from '../loader/open.ts';
import type { BuyOptions } from '../loader/options.ts';
import { holdCheckout } from './hold-checkout.ts';

/**
 * Opens the checkout in a dialog of its own and takes the dialog away when it is over. Rejects when the frame does not come, for the
 * loader to go to the hosted page. The element is a bare one: `<kameng-checkout>` as a page writes it is the panel's.
 */
export function openCheckout(options: BuyOptions, trigger: EventTarget): Promise<OpenResult> {
  const element = document.createElement('kameng-checkout');
  if (options.theme) element.setAttribute('theme', options.theme);
  document.body.append(element);
  return holdCheckout(element, { options }, trigger).result.finally(() => element.remove());
}
