import { prefetch } from './open.ts';

/** Fetches the panel as soon as the page holds an element that it draws, now or later. The dialog's own element is not one of them. */
export function loadWhenPresent(): void {
  const look = () => {
    if (!document.querySelector('kameng-product,kameng-catalog,kameng-order,kameng-checkout:is([product],[checkout])'))
      return;
    observer.disconnect();
    prefetch('panel');
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  look();
}
