import type { Engine } from '../engine.ts';
import { checkElements } from './check-elements.ts';
import { checkFrames, checkPolicies } from './check-policies.ts';
import { checkScripts, type Release } from './check-scripts.ts';
import { checkSeller } from './check-seller.ts';
import { parsePolicies } from './content-policy.ts';
import { find, type Finding, findings, type Weight } from './finding.ts';
import { findScripts, type Installation, readBuyLink } from './installation.ts';
import { parsePage } from './parse-page.ts';
import { PageUnread, type ReadPage, readPage } from './read-page.ts';

/** What the doctor knows of the widget: its elements, and the version that is served. */
export interface Knowledge {
  elements: ReadonlyMap<string, readonly string[]>;
  release: Release;
}

/** What came out of looking at one page. */
export interface Examination {
  /** Where the page was read; undefined when it was not. */
  url: string | undefined;
  /** How much of ours is on it. */
  counted: Record<'scripts' | 'elements' | 'links' | 'frames', number>;
  findings: readonly Finding[];
}

const nothing = { scripts: 0, elements: 0, links: 0, frames: 0 };
const order: readonly Weight[] = ['stops', 'limits', 'note'];
/** More than this nobody reads; the first ones are the heaviest. */
const findingsMax = 50;

/** Fetches a page and looks at everything of ours on it. A page that cannot be read is a finding, not an error. */
export async function examinePage(engine: Engine, knowledge: Knowledge, address: string): Promise<Examination> {
  const userAgent = `Kameng-Doctor/1 (+${engine.config.url}/doctor)`;
  const options = { allowPrivate: engine.config.webhooksToPrivateAddresses };
  try {
    return await examine(engine, knowledge, await readPage(address, options, userAgent));
  } catch (error) {
    if (error instanceof PageUnread) return { url: undefined, counted: nothing, findings: [error.finding] };
    throw error;
  }
}

async function examine(engine: Engine, { elements, release }: Knowledge, read: ReadPage): Promise<Examination> {
  const page = parsePage(read.text);
  const header = read.headers['content-security-policy'];
  const installation: Installation = {
    pool: engine.config.url,
    url: read.url,
    headers: read.headers,
    page,
    policies: [...(header === undefined ? [] : [header]), ...page.policies].flatMap(parsePolicies),
    scripts: findScripts(page, read.url),
  };
  const counted = {
    scripts: installation.scripts.length,
    elements: page.elements.length,
    links: page.links.filter((href) => readBuyLink(href, installation) !== undefined).length,
    frames: page.frames.filter(({ attributes }) => URL.parse(attributes['src'] ?? '')?.origin === engine.config.url)
      .length,
  };
  const isThere = Object.values(counted).some((count) => count > 0) || page.hasSnippetAsText;
  const found = [
    ...(isThere ? [] : [find('nothing_found')]),
    ...checkScripts(installation, release),
    ...checkPolicies(installation),
    ...checkFrames(installation),
    ...checkElements(installation, elements),
    ...(await checkSeller(engine, installation)),
  ];
  return { url: read.url.href, counted, findings: sort(found) };
}

/** Each once, the heaviest first. */
function sort(found: readonly Finding[]): Finding[] {
  const once = new Map(found.map((finding) => [JSON.stringify(finding), finding]));
  return [...once.values()]
    .toSorted((left, right) => order.indexOf(findings[left.id]) - order.indexOf(findings[right.id]))
    .slice(0, findingsMax);
}
