import { escapeHtml } from './escape-html.ts';
import { languages, type DocsLanguage } from './pages.ts';
import type { Page } from './read-pages.ts';

/** Built file names, which carry a digest of their content. */
export interface Assets {
  script: string;
  styles: string[];
}

const words = {
  en: {
    skip: 'Skip to content',
    menu: 'Menu',
    search: 'Search',
    pages: 'Pages',
    onThisPage: 'On this page',
    previous: 'Previous',
    next: 'Next',
    close: 'Close',
    placeholder: 'Search the docs',
    none: 'Nothing found. Try another word.',
    copy: 'Copy',
    copied: 'Copied',
    language: 'Language',
  },
  'zh-CN': {
    skip: '跳到正文',
    menu: '目录',
    search: '搜索',
    pages: '页面',
    onThisPage: '本页内容',
    previous: '上一页',
    next: '下一页',
    close: '关闭',
    placeholder: '搜索文档',
    none: '没有找到。换一个词试试。',
    copy: '复制',
    copied: '已复制',
    language: '语言',
  },
} as const satisfies Record<DocsLanguage, Record<string, string>>;

export interface NavSection {
  title: string;
  pages: Page[];
}

export interface LayoutInput {
  page: Page;
  nav: NavSection[];
  /** The same page in the languages it exists in. */
  translations: Page[];
  previous: Page | undefined;
  next: Page | undefined;
  assets: Assets;
  base: string;
}

/** One whole HTML page. No inline script and no inline style, so a strict policy can serve it. */
export function renderLayout(input: LayoutInput): string {
  const { page, assets, base } = input;
  const text = words[page.language];
  const messages = escapeHtml(JSON.stringify({ none: text.none, copy: text.copy, copied: text.copied }));
  return `<!doctype html>
<html lang="${page.language}" data-base="${base}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} · Kameng</title>
<meta name="description" content="${escapeHtml(page.summary.slice(0, 160))}">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="${base}${page.path}">
${input.translations.map((other) => `<link rel="alternate" hreflang="${other.language}" href="${base}${other.path}">`).join('\n')}
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${assets.styles.map((file) => `<link rel="stylesheet" href="${base}${file}">`).join('\n')}
<script type="module" src="${base}${assets.script}"></script>
</head>
<body data-words="${messages}">
<a class="skip" href="#content">${text.skip}</a>
${renderTop(input)}
<div class="columns">
${renderNav(input)}
<main id="content">
<article>
${page.html}
</article>
${renderNeighbours(input)}
</main>
${renderContents(input)}
</div>
<dialog class="search" id="search" aria-label="${text.search}">
<form method="dialog"><input type="search" name="q" autocomplete="off" placeholder="${text.placeholder}" aria-label="${text.placeholder}" aria-controls="results"><button>${text.close}</button></form>
<p class="note" role="status" id="found"></p>
<ol id="results"></ol>
</dialog>
</body>
</html>
`;
}

function renderTop({ page, translations, base }: LayoutInput): string {
  const text = words[page.language];
  const names: Record<DocsLanguage, string> = { en: 'English', 'zh-CN': '中文' };
  const others = languages
    .filter((language) => language !== page.language)
    .map((language) => {
      const same = translations.find((other) => other.language === language);
      const path = same?.path ?? `${language === 'en' ? '' : `${language}/`}start/`;
      return `<a href="${base}${path}" lang="${language}" hreflang="${language}">${names[language]}</a>`;
    });
  return `<header class="top">
<button class="menu" type="button" popovertarget="pages">${text.menu}</button>
<a class="brand" href="${base}${page.language === 'en' ? '' : `${page.language}/`}start/">Kameng</a>
<button class="open-search" type="button" aria-haspopup="dialog" aria-controls="search">${text.search} <kbd>/</kbd></button>
${others.join('')}
</header>`;
}

/** A popover on phones, a column on wide screens: the same list, usable without script. */
function renderNav({ page, nav, base }: LayoutInput): string {
  const sections = nav.map(({ title, pages }) => {
    const items = pages.map((other) => {
      const current = other === page ? ' aria-current="page"' : '';
      const foreign = other.language === page.language ? '' : ` lang="${other.language}"`;
      return `<li><a href="${base}${other.path}"${current}${foreign}>${escapeHtml(other.title)}</a></li>`;
    });
    return `<h2>${escapeHtml(title)}</h2><ul>${items.join('')}</ul>`;
  });
  return `<nav class="pages" id="pages" popover aria-label="${words[page.language].pages}">${sections.join('')}</nav>`;
}

function renderContents({ page }: LayoutInput): string {
  const headings = page.headings.filter(({ depth }) => depth <= 3);
  if (headings.length < 2) return '<div class="contents"></div>';
  const items = headings.map(
    ({ id, text, depth }) => `<li class="depth-${depth}"><a href="#${id}">${escapeHtml(text)}</a></li>`,
  );
  const label = words[page.language].onThisPage;
  return `<nav class="contents" aria-label="${label}"><h2>${label}</h2><ul>${items.join('')}</ul></nav>`;
}

function renderNeighbours({ page, previous, next, base }: LayoutInput): string {
  const text = words[page.language];
  const link = (other: Page | undefined, rel: string, word: string) =>
    other
      ? `<a rel="${rel}" href="${base}${other.path}"><span>${word}</span> ${escapeHtml(other.title)}</a>`
      : '<span></span>';
  return `<nav class="neighbours" aria-label="${text.previous}, ${text.next}">${link(previous, 'prev', text.previous)}${link(next, 'next', text.next)}</nav>`;
}
