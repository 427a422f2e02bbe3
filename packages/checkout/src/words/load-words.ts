import type { Language } from '@kameng/client/browser';
import type { Words } from './say.ts';

/** Every language, in its own words, and how to get its texts: one small file, only for the language in use. */
export const languages = {
  'zh-CN': { name: '简体中文', load: () => import('./zh-cn/words.ts') },
  en: { name: 'English', load: () => import('./en/words.ts') },
  'zh-TW': { name: '繁體中文', load: () => import('./zh-tw/words.ts') },
  ja: { name: '日本語', load: () => import('./ja/words.ts') },
  ar: { name: 'العربية', load: () => import('./ar/words.ts') },
} satisfies Record<Language, { name: string; load: () => Promise<{ words: Words }> }>;

/** Loads the texts of one language. */
export async function loadWords(lang: Language): Promise<Words> {
  return (await languages[lang].load()).words;
}
