/** The table of contents, by the reader's task. A page that is not listed here does not exist; a listed page without a file fails the build. */
export const languages = ['en', 'zh-CN'] as const;
export type DocsLanguage = (typeof languages)[number];

export interface Section {
  title: Record<DocsLanguage, string>;
  pages: readonly string[];
}

/** Page names are file paths without `.md`; `api` is made from the OpenAPI document instead of a file. */
export const sections: readonly Section[] = [
  { title: { en: 'Start', 'zh-CN': '开始' }, pages: ['start'] },
  {
    title: { en: 'Recipes', 'zh-CN': '做法' },
    pages: [
      'recipes/blogger',
      'recipes/agent',
      'recipes/shelf',
      'recipes/link',
      'recipes/hosts',
      'recipes/frameworks',
      'recipes/policies',
      'recipes/wordpress',
      'recipes/woocommerce',
      'recipes/server-order',
      'recipes/webhooks',
      'recipes/supply',
      'recipes/desks',
      'recipes/operating',
      'recipes/personal-records',
    ],
  },
  {
    title: { en: 'Concepts', 'zh-CN': '概念' },
    pages: [
      'concepts/pool',
      'concepts/prices',
      'concepts/orders',
      'concepts/money',
      'concepts/referrals',
      'concepts/embed-security',
    ],
  },
  {
    title: { en: 'Reference', 'zh-CN': '参考' },
    pages: ['api', 'reference/elements', 'reference/events', 'reference/errors', 'reference/configuration'],
  },
  {
    title: { en: 'Decisions', 'zh-CN': '决定' },
    pages: [
      'decisions/0001-embedded-postgresql',
      'decisions/0002-double-entry-transfers',
      'decisions/0003-shelf-and-group-commit',
      'decisions/0004-checkout-in-our-own-frame',
      'decisions/0005-node-24-from-npm',
      'decisions/0006-sign-in-organisations-roles',
    ],
  },
];

export const API_PAGE = 'api';

/** Path of a page below the site's base: `recipes/blogger/`, `zh-CN/start/`. */
export function pagePath(name: string, language: DocsLanguage): string {
  return `${language === 'en' ? '' : `${language}/`}${name}/`;
}
