import type { Language } from '@kameng/contract/page';

const byPrefix: readonly (readonly [prefix: string, language: Language])[] = [
  ['zh-tw', 'zh-TW'],
  ['zh-hk', 'zh-TW'],
  ['zh-hant', 'zh-TW'],
  ['zh', 'zh-CN'],
  ['en', 'en'],
  ['ja', 'ja'],
  ['ar', 'ar'],
];

/** The language asked for, else the first of Accept-Language (RFC 9110 §12.5.4) that is spoken here, else English. */
export function chooseLanguage(asked: Language | undefined, acceptLanguage: string | undefined): Language {
  if (asked && byPrefix.some(([, language]) => language === asked)) return asked;
  const wanted = (acceptLanguage ?? '')
    .slice(0, 256)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = Number(
        parameters
          .find((parameter) => parameter.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { tag, quality: Number.isFinite(quality) ? quality : 0 };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((left, right) => right.quality - left.quality);
  for (const { tag } of wanted) {
    const found = byPrefix.find(([prefix]) => tag === prefix || tag.startsWith(`${prefix}-`));
    if (found) return found[1];
  }
  return 'en';
}
