import type { PayTab } from '../page/open-pay-tab.ts';
import { sayAlone } from '../page/say-alone.ts';
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
    const { body, documentElement } = tab.document;
    const { lang, dir } = document.documentElement;
    tab.document.title = text;
    sayAlone(body, text);
    Object.assign(documentElement, { lang, dir });
    // One line in the middle, light or dark as the system is; the gateway's page takes its place.
    documentElement.style.cssText = 'color-scheme:light dark;font:9px system-ui;text-align:center;padding-top:30vh';
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
