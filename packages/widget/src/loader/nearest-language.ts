import type { Language } from '@kameng/contract/page';

/** The wire's language nearest to a BCP 47 tag. */
export function nearestLanguage(tag: string): Language {
  if (/^zh.*(tw|hk|mo|hant)/i.test(tag)) return 'zh-TW';
  return /^zh/i.test(tag) ? 'zh-CN' : ((/^(ja|ar)\b/i.exec(tag)?.[0].toLowerCase() as Language | undefined) ?? 'en');
}
