import { effect, signal } from '@preact/signals';

/** Languages of the desks. */
export type DeskLanguage = 'zh-CN' | 'en';

const kept = 'kameng.language';

function choose(): DeskLanguage {
  const wishes = [new URLSearchParams(location.search).get('lang'), localStorage.getItem(kept), ...navigator.languages];
  const first = wishes.find((wish) => wish !== null && /^(zh|en)\b/i.test(wish));
  return first?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** The language everything is shown in; setting it redraws. */
export const language = signal<DeskLanguage>(choose());

/** Keeps the choice for the next visit. */
export function setLanguage(to: DeskLanguage): void {
  language.value = to;
  localStorage.setItem(kept, to);
}

effect(() => {
  document.documentElement.lang = language.value;
});
