import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes, type ParserError } from 'parse5';

/** An element of somebody's page: its name, its attributes, and the links inside it. */
export interface PageElement {
  tag: string;
  attributes: Readonly<Record<string, string>>;
  /** Targets of the links inside; an empty text for a button. */
  links: readonly string[];
}

/** What of a page the doctor looks at. */
export interface ParsedPage {
  scripts: readonly PageElement[];
  /** Everything named kameng-…. */
  elements: readonly PageElement[];
  frames: readonly PageElement[];
  /** Style sheets that the page links. */
  sheets: readonly PageElement[];
  /** Links of the page, wherever they are. */
  links: readonly string[];
  /** Policies in meta tags. */
  policies: readonly string[];
  /** Tags of ours that end in /> and so, in HTML, do not end at all. */
  selfClosed: readonly string[];
  /** Whether a snippet stands on the page as text that people read. */
  hasSnippetAsText: boolean;
}

/** More nodes than any page for people has; the rest is not looked at. */
const nodesMax = 200_000;

/** Reads a page as a browser without scripts would, without running or fetching anything. */
export function parsePage(source: string): ParsedPage {
  const selfClosed: string[] = [];
  const onParseError = ({ code, startOffset }: ParserError) => {
    if (code !== 'non-void-html-element-start-tag-with-trailing-solidus') return;
    const tag = /^<(kameng-[\w-]+)/i.exec(source.slice(source.lastIndexOf('<', startOffset)))?.[1];
    if (tag !== undefined) selfClosed.push(tag.toLowerCase());
  };
  const document = parse(source, { onParseError, sourceCodeLocationInfo: true });
  const page = {
    scripts: [] as PageElement[],
    elements: [] as PageElement[],
    frames: [] as PageElement[],
    sheets: [] as PageElement[],
    links: [] as string[],
    policies: [] as string[],
    hasSnippetAsText: false,
  };
  for (const node of walk(document)) {
    if (defaultTreeAdapter.isTextNode(node)) page.hasSnippetAsText ||= isSnippet(node);
    if (!defaultTreeAdapter.isElementNode(node)) continue;
    const element = () => readElement(node);
    if (node.tagName === 'script') page.scripts.push(element());
    else if (node.tagName === 'iframe') page.frames.push(element());
    else if (node.tagName === 'link' && isSheet(attributesOf(node))) page.sheets.push(element());
    else if (node.tagName.startsWith('kameng-')) page.elements.push(element());
    else if (node.tagName === 'a') page.links.push(element().attributes['href'] ?? '');
    else if (node.tagName === 'meta') page.policies.push(...policyOf(element().attributes));
  }
  return { ...page, selfClosed };
}

/** Every node below one, in the order of the page; what a template holds is part of it. */
function* walk(root: DefaultTreeAdapterTypes.Node): Generator<DefaultTreeAdapterTypes.Node> {
  const waiting = [root];
  for (let seen = 0; seen < nodesMax; seen += 1) {
    const node = waiting.pop();
    if (node === undefined) return;
    yield node;
    const inside = 'content' in node ? [node.content] : 'childNodes' in node ? node.childNodes : [];
    for (let at = inside.length - 1; at >= 0; at -= 1) waiting.push(inside[at]!);
  }
}

function readElement(element: DefaultTreeAdapterTypes.Element): PageElement {
  const links: string[] = [];
  const isOurs = element.tagName.startsWith('kameng-');
  for (const node of isOurs ? walk(element) : []) {
    if (!defaultTreeAdapter.isElementNode(node)) continue;
    if (node.tagName === 'button') links.push('');
    const href = node.tagName === 'a' ? attributesOf(node)['href'] : undefined;
    if (href !== undefined) links.push(href);
  }
  return { tag: element.tagName, attributes: attributesOf(element), links };
}

function attributesOf({ attrs }: DefaultTreeAdapterTypes.Element): Record<string, string> {
  return Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
}

function isSheet({ rel = '' }: Readonly<Record<string, string>>): boolean {
  return rel.toLowerCase().split(/\s+/).includes('stylesheet');
}

function policyOf(attributes: Readonly<Record<string, string>>): string[] {
  const isPolicy = attributes['http-equiv']?.toLowerCase() === 'content-security-policy';
  return isPolicy && attributes['content'] !== undefined ? [attributes['content']] : [];
}

/** Markup or a shortcode of ours that an editor has made into text; in a code block it is meant to be read. */
function isSnippet(node: DefaultTreeAdapterTypes.TextNode): boolean {
  if (!/<kameng-[a-z]+\b|\[kameng_[a-z]+\b/.test(node.value)) return false;
  for (let parent = node.parentNode; parent !== null && 'tagName' in parent; parent = parent.parentNode!)
    if (/^(script|style|code|pre|textarea|noscript|samp)$/.test(parent.tagName)) return false;
  return true;
}
