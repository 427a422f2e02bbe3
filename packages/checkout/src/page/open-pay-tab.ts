import type { PaymentAction } from '@kameng/client/browser';
import { webLink } from './web-link.ts';

/** Where a redirect to a payment page happens. */
export interface PayTab {
  /** Goes to the payment page when the action is one. */
  go(action: PaymentAction): void;
  /** There is nothing to pay: closes what was opened. */
  drop(): void;
}

/** A page on its own goes to the payment page itself. */
export const thisTab: PayTab = {
  go(action) {
    const url = action.kind === 'redirect' && webLink(action.url);
    if (url) location.assign(url);
  },
  drop() {},
};
