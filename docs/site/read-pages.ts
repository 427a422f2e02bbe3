import { access, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { API_PAGE, languages, pagePath, sections, type DocsLanguage } from './pages.ts';
import { renderApi } from './render-api.ts';
import { ERRORS_PLACE, renderErrors } from './render-errors.ts';
import { VARIABLES_PLACE, renderVariables } from './render-variables.ts';
import { renderMarkdown, type Rendered } from './render-markdown.ts';

export interface Page extends Rendered {
  /** File path without `.md`, the same in every language. */
  name: string;
  language: DocsLanguage;
  /** URL path below the site's base, with a slash at the end. */
  path: string;
}

/** Reads and renders every page of the table of contents, in every language it is written in. English must exist. */
export async function readPages(folder: string, base: string): Promise<Page[]> {
  const names = sections.flatMap((section) => section.pages);
  const written = await findLanguages(folder, names);
  const pages: Page[] = [];
  for (const name of names) {
    for (const language of written.get(name) ?? []) {
      const path = pagePath(name, language);
      if (name === API_PAGE) {
        pages.push({ ...(await renderApi()), name, language, path });
        continue;
      }
      const markdown = await readFile(fileOf(folder, name, language), 'utf8');
      const linkTo = (href: string) => resolveLink(href, { name, language, written, base });
      const rendered = await renderMarkdown(markdown, linkTo).catch((cause: unknown) => {
        throw new Error(`docs/${name}.md (${language}): ${String(cause)}`, { cause });
      });
      pages.push({ ...(await fillPlaces(rendered)), name, language, path });
    }
  }
  return pages;
}

function fileOf(folder: string, name: string, language: DocsLanguage): string {
  return `${folder}/${name}${language === 'en' ? '' : `.${language}`}.md`;
}

async function findLanguages(folder: string, names: string[]): Promise<Map<string, DocsLanguage[]>> {
  const written = new Map<string, DocsLanguage[]>();
  for (const name of names) {
    const found: DocsLanguage[] = [];
    for (const language of languages) {
      const made = name === API_PAGE && language === 'en';
      const exists =
        made ||
        (await access(fileOf(folder, name, language)).then(
          () => true,
          () => false,
        ));
      if (exists) found.push(language);
    }
    if (!found.includes('en')) throw new Error(`docs/${name}.md is in the table of contents and does not exist`);
    written.set(name, found);
  }
  return written;
}

interface LinkContext {
  name: string;
  language: DocsLanguage;
  written: Map<string, DocsLanguage[]>;
  base: string;
}

/** Links between pages are written as file paths, so that they also work where the files are read as they are. */
function resolveLink(href: string, { name, language, written, base }: LinkContext): string {
  if (/^(https?:|mailto:|#|\/)/.test(href)) return href;
  const [file = '', fragment] = href.split('#');
  const target = posix
    .join(posix.dirname(name), file)
    .replace(/(\.zh-CN)?\.md$/, '')
    .replace(/\/$/, '');
  const found = written.get(target);
  if (!found) throw new Error(`link to ${href}, which is not a page`);
  const path = pagePath(target, found.includes(language) ? language : 'en');
  return `${base}${path}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** Fills the places of a page that are made from code, so that they cannot say anything else. */
async function fillPlaces(rendered: Rendered): Promise<Rendered> {
  if (rendered.html.includes(ERRORS_PLACE)) {
    const list = renderErrors();
    return {
      ...rendered,
      html: rendered.html.replace(ERRORS_PLACE, () => list.html),
      headings: [...rendered.headings, ...list.headings],
      text: `${rendered.text} ${list.text}`,
    };
  }
  if (rendered.html.includes(VARIABLES_PLACE)) {
    const list = await renderVariables();
    return {
      ...rendered,
      html: rendered.html.replace(VARIABLES_PLACE, () => list.html),
      text: `${rendered.text} ${list.text}`,
    };
  }
  return rendered;
}
