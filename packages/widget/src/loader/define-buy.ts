import { buyUrl } from './buy-url.ts';
import { readOptions } from './read-options.ts';
import { settings } from './settings.ts';

/**
 * Defines `<kameng-buy>`. It is a wrapper round the link that the author wrote and changes nothing on the page; only where there is
 * no link or button (an editor has stripped it) it makes one, once its children are parsed.
 */
export function defineBuy(): void {
  if (customElements.get('kameng-buy')) return;
  customElements.define(
    'kameng-buy',
    class extends HTMLElement {
      connectedCallback(): void {
        if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => this.#mend(), { once: true });
        else this.#mend();
      }

      #mend(): void {
        const page = settings();
        const options = readOptions(this, page);
        if (!page.pool || !options.product || this.querySelector('a,button')) return;
        const link = document.createElement('a');
        link.href = buyUrl(page.pool, options);
        link.append(...this.childNodes);
        link.textContent ||= (options.lang ?? navigator.language).startsWith('zh') ? '购买' : 'Buy';
        this.append(link);
      }
    },
  );
}
