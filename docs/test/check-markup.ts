import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

const root = join(import.meta.dirname, '../..');

interface Declaration {
  tagName?: string;
  attributes?: { name: string }[];
  cssParts?: { name: string }[];
  events?: { name: string }[];
  cssProperties?: { name: string }[];
}

/** The widget's own manifest (custom-elements.json): its elements, attributes, parts and custom properties. */
export function readElements(): Map<string, Declaration> {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/widget/custom-elements.json'), 'utf8')) as {
    modules: { declarations: Declaration[] }[];
  };
  const elements = manifest.modules
    .flatMap((module) => module.declarations)
    .filter((each) => each.tagName !== undefined);
  return new Map(elements.map((each) => [each.tagName ?? '', each]));
}

const plain = new Map([
  ['a', ['href']],
  ['button', ['type']],
  ['iframe', ['src', 'title', 'width', 'height', 'loading', 'sandbox']],
  [
    'script',
    [
      'src',
      'async',
      'type',
      'nonce',
      'crossorigin',
      'integrity',
      'data-cfasync',
      'data-no-optimize',
      'data-no-defer',
      'data-ref',
      'data-site',
      'data-mode',
      'data-lang',
      'data-theme',
      'data-kameng-pool',
      'data-debug',
    ],
  ],
]);
const everywhere = new Set(['id', 'class', 'lang', 'dir']);

/** Well nested, and every element and attribute exists. */
export function checkHtml(html: string): void {
  const elements = readElements();
  const open: string[] = [];
  let script = '';
  for (const match of html.matchAll(
    /<!--[\s\S]*?-->|<(?<end>\/?)(?<tag>[a-z][\w-]*)(?<attributes>(?:\s+[\w-]+(?:="[^"]*")?)*)\s*>|(?<text>[^<]+)/g,
  )) {
    const { end, tag, attributes = '', text } = match.groups ?? {};
    if (text !== undefined && open.at(-1) === 'script') script += text;
    if (tag === undefined) continue;
    if (end) assert.equal(open.pop(), tag, `</${tag}> closes something else`);
    else open.push(tag);
    const allowed = plain.get(tag) ?? elements.get(tag)?.attributes?.map(({ name }) => name);
    assert.ok(allowed, `<${tag}> does not exist`);
    for (const [, name = ''] of attributes.matchAll(/\s([\w-]+)(?:="[^"]*")?/g)) {
      assert.ok(allowed.includes(name) || everywhere.has(name), `<${tag}> has no attribute ${name}`);
    }
    checkDigest(`<${tag}${attributes}>`);
  }
  assert.deepEqual(open, [], 'left open');
  assert.deepEqual(parseSync('snippet.js', script, { sourceType: 'module' }).errors, []);
}

/** Browsers refuse a script of another origin that has a digest and may not be read: `integrity` needs `crossorigin`. */
export function checkDigest(markup: string): void {
  for (const [tag] of markup.matchAll(/<(?:script|link)\b[^>]*?\sintegrity\b[^>]*>/gi))
    assert.match(tag, /\scrossorigin(?:="anonymous")?[\s>]/, `no crossorigin: ${tag}`);
}

/** Every custom property is one that our pages or elements read, every part and element exists. */
export function checkCss(css: string): void {
  const elements = readElements();
  const tokens = readFileSync(join(root, 'packages/checkout/src/tokens.css'), 'utf8');
  const known = new Set([...tokens.matchAll(/(--kameng-[\w-]+):/g)].map(([, name]) => name));
  for (const { cssProperties = [] } of elements.values()) for (const { name } of cssProperties) known.add(name);
  for (const [, name] of css.matchAll(/(--kameng-[\w-]+)\s*:/g))
    assert.ok(known.has(name), `${name} is read by nothing`);
  for (const [, tag = '', part] of css.matchAll(/(kameng-[a-z]+)(?:::part\(([\w-]+)\))?/g)) {
    if (css.includes(`--${tag}`)) continue;
    assert.ok(elements.has(tag), `<${tag}> does not exist`);
    if (part)
      assert.ok(
        elements.get(tag)?.cssParts?.some(({ name }) => name === part),
        `<${tag}> has no part ${part}`,
      );
  }
}
