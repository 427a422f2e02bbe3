import type { Language, Money } from '@kameng/client/browser';
import { showMoney } from '../format/show-money.ts';
import { createSay } from '../words/say.ts';
import type { Say, Words } from '../words/say.ts';

/** The page's one language. It is set before anything is drawn and changes only with a new page. */
export let lang: Language;
export let say: Say;

/** Sets the page's language and its texts. */
export function setSpeech(language: Language, words: Words): void {
  lang = language;
  say = createSay(language, words, isRtl(language));
}

/** Whether a language is written from right to left. */
export function isRtl(language: Language): boolean {
  return language === 'ar';
}

/** An amount in the page's language. */
export function money(amount: Money, short?: boolean): string {
  return showMoney(lang, amount, short);
}
