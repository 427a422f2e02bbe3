import type { refused } from './en/refused.ts';
import type { unusual } from './en/unusual.ts';
import type { words } from './en/words.ts';
import type { Word } from './word.ts';

export type PageKey = keyof typeof words;
export type RefusedKey = keyof typeof refused;
export type UnusualKey = keyof typeof unusual;
export type WordKey = PageKey | RefusedKey | UnusualKey;
export type Texts<Key extends string> = Record<Key, Word>;

export interface Say {
  /** The text of `key` with `values` filled in; a number called `n` also chooses the plural form. */
  (key: WordKey, values?: Record<string, string | number>): string;
}

/** Isolates keep a price or an e-mail address in one piece inside right-to-left text (Unicode UAX #9, FSI and PDI). */
const isolate = (value: string) => `\u2068${value}\u2069`;

/** Makes the function that speaks one language. Numbers get Latin digits and the language's grouping. */
export function createSay(lang: string, words: Partial<Texts<WordKey>>, rtl: boolean): Say {
  const plural = new Intl.PluralRules(lang);
  const number = new Intl.NumberFormat(`${lang}-u-nu-latn`);
  return (key, values = {}) => {
    const word = words[key] ?? '';
    const text = typeof word === 'string' ? word : (word[plural.select(Number(values['n']))] ?? word.other);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      const shown = typeof value === 'number' ? number.format(value) : value;
      return rtl ? isolate(shown) : shown;
    });
  };
}
