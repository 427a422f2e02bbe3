import type { Language } from '@kameng/client/browser';
import type { PageKey, RefusedKey, Texts, UnusualKey } from './say.ts';

/** The texts of one language: those of a purchase from the form to the code, which compress best in one file, and those of late parts. */
export interface Vocabulary {
  words: Texts<PageKey>;
  late: {
    refused: () => Promise<{ refused: Texts<RefusedKey> }>;
    unusual: () => Promise<{ unusual: Texts<UnusualKey> }>;
  };
}

/** Every language in its own words, and how to get its texts. */
export const languages: Record<Language, { name: string; load: () => Promise<Vocabulary> }> = {
  'zh-CN': { name: '简体中文', load: () => import('./zh-cn/words.ts') },
  en: { name: 'English', load: () => import('./en/words.ts') },
  'zh-TW': { name: '繁體中文', load: () => import('./zh-tw/words.ts') },
  ja: { name: '日本語', load: () => import('./ja/words.ts') },
  ar: { name: 'العربية', load: () => import('./ar/words.ts') },
};
