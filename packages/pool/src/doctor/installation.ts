import type { ContentPolicy } from './content-policy.ts';
import type { PageElement, ParsedPage } from './parse-page.ts';

/** A page with what stands on it of ours: what every check looks at. */
export interface Installation {
  /** Origin of the pool. */
  pool: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  page: ParsedPage;
  policies: readonly ContentPolicy[];
  scripts: readonly OurScript[];
}

/** A script tag that holds the address of a loader, in whichever attribute. */
export interface OurScript {
  tag: PageElement;
  address: URL;
  /** The address stands where a browser looks for it, and the type is one it runs. */
  runs: boolean;
}

const loader = /(?:https?:)?\/\/[^\s"'/]+\/embed\/v[\w.-]+\/kameng\.js|^\/embed\/v[\w.-]+\/kameng\.js/;
const code = /^(|module|text\/javascript|application\/javascript|text\/ecmascript)$/;

/** The page's script tags that are ours: optimisers move the address from `src` into attributes of their own. */
export function findScripts({ scripts }: ParsedPage, page: URL): OurScript[] {
  return scripts.flatMap((tag) => {
    const { src = '', type = '' } = tag.attributes;
    const found = [src, ...Object.values(tag.attributes)].map((value) => loader.exec(value)?.[0]).find(Boolean);
    const address = found === undefined ? null : URL.parse(found, page);
    if (address === null) return [];
    return [{ tag, address, runs: loader.test(src) && code.test(type.trim().toLowerCase()) }];
  });
}

/** What an element says itself, also as `data-…`, else what the script tag says for the whole page. */
export function readOption({ scripts }: Installation, element: PageElement, name: string): string | undefined {
  const { attributes } = element;
  const ofPage = scripts.map(({ tag }) => tag.attributes[`data-${name}`]).find((value) => value !== undefined);
  return attributes[name] ?? attributes[`data-${name}`] ?? ofPage;
}

/** A link to a checkout of this pool, with the product and the query it names. */
export function readBuyLink(
  href: string,
  { pool, url }: Pick<Installation, 'pool' | 'url'>,
): { product: string; query: URLSearchParams } | undefined {
  const target = URL.parse(href, url);
  const product = target?.origin === pool ? /^\/buy\/([^/]+)$/.exec(target.pathname)?.[1] : undefined;
  return target && product !== undefined ? { product, query: target.searchParams } : undefined;
}
