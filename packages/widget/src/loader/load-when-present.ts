import { prefetchPanel } from './open.ts';

/** Fetches the panel as soon as the page holds an element that it draws, now or later. */
export function loadWhenPresent(): void {
  const look = () => {
    if (!document.querySelector('kameng-product,kameng-catalog,kameng-checkout,kameng-order')) return;
    observer.disconnect();
    prefetchPanel();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  look();
}
