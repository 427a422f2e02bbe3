import type { Language } from '@kameng/client/browser';
import type { OrderKey, PageKey, RefusedKey, Texts, UnusualKey } from './say.ts';

/** The texts of one language: those a checkout starts with, and those that come with a late part of the page. */
export interface Vocabulary {
  words: Texts<PageKey>;
  late: {
    refused: () => Promise<{ refused: Texts<RefusedKey> }>;
    order: () => Promise<{ order: Texts<OrderKey> }>;
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
