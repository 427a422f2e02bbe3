import type { PayTab } from '../page/open-pay-tab.ts';
import { webLink } from '../page/web-link.ts';

/**
 * Prepares a tab for a payment page, so that the frame can stay and show the code. Call it within the click, because browsers open
 * no tab after an await; where one is refused the buyer has a link.
 * @param text shown in the tab until the payment page comes.
 */
export function openTab(text: string): PayTab {
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
