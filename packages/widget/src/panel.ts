/** What the loader imports when a page needs more than a link: the elements, defined, and the way to open a checkout. */
import { define } from './panel/define.ts';
export { openCheckout } from './panel/open-checkout.ts';

define();
