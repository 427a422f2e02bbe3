import { effect, signal } from '@preact/signals';
import { keep, readKept } from '../storage/kept.ts';

/** Languages of the desks. */
export type DeskLanguage = 'zh-CN' | 'en';

const kept = 'language';

function choose(): DeskLanguage {
  const wishes = [new URLSearchParams(location.search).get('lang'), readKept(kept), ...navigator.languages];
  const first = wishes.find((wish) => wish !== null && /^(zh|en)\b/i.test(wish));
  return first?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** The language everything is shown in; setting it redraws. */
export const language = signal<DeskLanguage>(choose());

/** Keeps the choice for the next visit. */
export function setLanguage(to: DeskLanguage): void {
  language.value = to;
  keep(kept, to);
}

effect(() => {
  document.documentElement.lang = language.value;
});
