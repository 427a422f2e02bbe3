import type { Language, Money } from '@kameng/client/browser';
import { showMoney } from '../format/show-money.ts';
import { languages } from '../words/load-words.ts';
import { createSay } from '../words/say.ts';
import type { Vocabulary } from '../words/load-words.ts';
import type { Say, Texts, WordKey } from '../words/say.ts';

/** The page's one language. It is set before anything is drawn and changes only with a new page. */
export let lang: Language;
export let say: Say;

const words: Partial<Texts<WordKey>> = {};
let late: Vocabulary['late'];

/** Sets the page's language and loads its texts. */
export async function speak(language: Language): Promise<void> {
  lang = language;
  say = createSay(lang, words, isRtl(lang));
  const vocabulary = await languages[lang].load();
  Object.assign(words, vocabulary.words);
  ({ late } = vocabulary);
}

/** Loads the texts of a late part of the page, before anything of it is drawn. */
export async function speakOf(...parts: (keyof Vocabulary['late'])[]): Promise<void> {
  for (const texts of await Promise.all(parts.map((part) => late[part]())))
    Object.assign(words, ...Object.values(texts));
}

/** Whether a language is written from right to left. */
export function isRtl(language: Language): boolean {
  return language === 'ar';
}

/** An amount in the page's language. */
export function money(amount: Money, short?: boolean): string {
  return showMoney(lang, amount, short);
}
