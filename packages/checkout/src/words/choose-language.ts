import type { Language } from '@kameng/client/browser';

const known: readonly Language[] = ['zh-CN', 'en', 'zh-TW', 'ja', 'ar'];

/** The first wish that can be met: `zh-Hant-HK` becomes zh-TW, `en-GB` en. English when none can. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const tag = wish?.toLowerCase() ?? '';
    if (/^zh\b/.test(tag)) return /hant|tw|hk|mo/.test(tag) ? 'zh-TW' : 'zh-CN';
    const found = known.find((lang) => lang === tag.slice(0, 2));
    if (found) return found;
  }
  return 'en';
}
