import type { OpenResult } from '../loader/open.ts';
import { travelling } from '../loader/options.ts';
import type { BuyOptions } from '../loader/options.ts';
import type { KamengCheckout } from './checkout-element.ts';

/** Opens the checkout in a dialog of its own and takes the dialog away when it is over. */
export async function openCheckout(options: BuyOptions, trigger: EventTarget): Promise<OpenResult> {
  const element = document.createElement('kameng-checkout') as KamengCheckout;
  for (const name of ['product', ...travelling] as const)
    if (options[name]) element.setAttribute(name, `${options[name]}`);
  document.body.append(element);
  try {
    return await element.show(trigger);
  } finally {
    element.remove();
  }
}
