/** What a page with a card, a shelf or an order link loads: those elements, defined, and the dialog with them. */
import { define } from './panel/define.ts';
export { openCheckout } from './dialog.ts';

define();
