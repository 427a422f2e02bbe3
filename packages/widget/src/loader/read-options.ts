import { nearestLanguage } from './nearest-language.ts';
import { travelling } from './options.ts';
import type { BuyOptions } from './options.ts';
import type { Settings } from './settings.ts';

/** What an element wants: its own attributes (or `data-*`, for frameworks that keep `ref` to themselves), then the page's settings. */
export function readOptions(element: HTMLElement, page: Settings): BuyOptions {
  const options: Record<string, string | undefined> = {};
  for (const name of ['product', 'mode', ...travelling] as const) {
    options[name] = element.getAttribute(name) ?? element.getAttribute(`data-${name}`) ?? page[name]?.toString();
  }
  const lang = options.lang ?? element.closest<HTMLElement>('[lang]')?.lang;
  if (lang) options.lang = nearestLanguage(lang);
  return options;
}
