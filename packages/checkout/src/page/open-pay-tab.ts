import type { PaymentAction } from '@kameng/client/browser';
import { webLink } from './web-link.ts';

/** Where a redirect to a payment page happens. */
export interface PayTab {
  /** Goes to the payment page when the action is one. */
  go(action: PaymentAction): void;
  /** There is nothing to pay: closes what was opened. */
  drop(): void;
}

/**
 * Prepares the way to a payment page; call it within the click, because browsers open no tab after an await. On its own the page
 * itself goes; in a frame a new tab does, so that the frame can show the code. Where a tab is refused the buyer has a link.
 * @param text shown in the new tab until the payment page comes.
 */
export function openPayTab(framed: boolean, text: string): PayTab {
  if (!framed) {
    return {
      go(action) {
        const url = action.kind === 'redirect' && webLink(action.url);
        if (url) location.assign(url);
      },
      drop() {},
    };
  }
  const tab = window.open('', '_blank');
  if (tab) {
    tab.opener = null;
    tab.document.title = text;
    tab.document.body.textContent = text;
  }
  return {
    go(action) {
      const url = action.kind === 'redirect' && webLink(action.url);
      if (url) tab?.location.replace(url);
      else tab?.close();
    },
    drop: () => tab?.close(),
  };
}
