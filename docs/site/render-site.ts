import { sections } from './pages.ts';
import { readPages, type Page } from './read-pages.ts';
import { renderLayout, type Assets } from './render-layout.ts';

/** Enough of a page to find it by any of its words; keeps the index a small download. */
const MAX_SEARCH_TEXT = 6000;

/** Every file of the site that is made from text: pages and the search index, by file name. */
export async function renderSite(folder: string, base: string, assets: Assets): Promise<Map<string, string>> {
  const pages = await readPages(folder, base);
  const files = new Map<string, string>();
  for (const page of pages) {
    const html = renderLayout({ ...neighbours(page, pages), page, assets, base });
    files.set(`${page.path}index.html`, html);
    // The front door is the start page; its canonical address stays /start/.
    if (page.path === 'start/') files.set('index.html', html);
  }
  files.set('search.json', JSON.stringify(pages.map(searchEntry)));
  return files;
}

function neighbours(page: Page, pages: Page[]) {
  const inLanguage = (name: string): Page | undefined =>
    pages.find((other) => other.name === name && other.language === page.language) ??
    pages.find((other) => other.name === name && other.language === 'en');
  const nav = sections.map((section) => ({
    title: section.title[page.language],
    pages: section.pages.map(inLanguage).filter((other) => other !== undefined),
  }));
  const order = nav.flatMap((section) => section.pages);
  const at = order.indexOf(page);
  return {
    nav,
    translations: pages.filter((other) => other.name === page.name),
    previous: order[at - 1],
    next: order[at + 1],
  };
}

function searchEntry(page: Page) {
  return {
    url: page.path,
    language: page.language,
    title: page.title,
    headings: page.headings.map(({ id, text }) => [id, text]),
    text: page.text.slice(0, MAX_SEARCH_TEXT),
  };
}
