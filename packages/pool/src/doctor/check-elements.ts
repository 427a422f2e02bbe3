import { find, type Finding } from './finding.ts';
import { type Installation, readBuyLink, readOption } from './installation.ts';
import { choices, isKnownAttribute } from './known-elements.ts';
import type { PageElement } from './parse-page.ts';

type Known = ReadonlyMap<string, readonly string[]>;

/** What is wrong with the elements themselves and with the attributes of the script tag. */
export function checkElements(installation: Installation, known: Known): Finding[] {
  const { page, scripts } = installation;
  const found = scripts.flatMap(({ tag }) =>
    Object.entries(tag.attributes).flatMap(([name, value]) =>
      name.startsWith('data-') ? checkValue('The script tag', name.slice('data-'.length), value) : [],
    ),
  );
  for (const tag of page.selfClosed) found.push(find('self_closed', { tag }));
  if (page.hasSnippetAsText) found.push(find('snippet_as_text'));
  for (const element of page.elements) found.push(...checkElement(installation, element, known));
  return found;
}

function checkElement(installation: Installation, element: PageElement, known: Known): Finding[] {
  const { tag, attributes } = element;
  const reads = known.get(tag);
  if (reads === undefined) return [find('unknown_element', { tag, known: [...known.keys()].join(', ') })];
  const found = Object.entries(attributes).flatMap(([name, value]) => {
    if (!isKnownAttribute(reads, name)) return [find('unknown_attribute', { tag, name })];
    const plain = name.replace(/^data-/, '');
    return reads.includes(plain) ? checkValue(`<${tag}>`, plain, value) : [];
  });
  const own = (name: string) => attributes[name] ?? attributes[`data-${name}`];
  const isSale = tag === 'kameng-buy' || tag === 'kameng-product' || tag === 'kameng-checkout';
  if (!isSale || (tag === 'kameng-checkout' && own('checkout') !== undefined)) return found;
  const product = own('product');
  if (product === undefined) found.push(find('no_product', { tag }));
  const { pool } = installation;
  if (tag === 'kameng-buy' && element.links.length === 0)
    found.push(find('no_link', { link: `${pool}/buy/${product ?? 'prd_…'}` }));
  const seller = readOption(installation, element, 'site') ?? readOption(installation, element, 'ref');
  if (seller === undefined) found.push(find('no_seller', { tag }));
  const other = element.links.map((href) => readBuyLink(href, installation)?.product).find(Boolean);
  if (other !== undefined && product !== undefined && other !== product)
    found.push(find('link_differs', { product, other }));
  return found;
}

function checkValue(where: string, name: string, value: string): Finding[] {
  // The rest of a secret key is nobody's to read, also not in an answer.
  if (value.startsWith('sk_') && name in choices) return [find('key_secret', { where, name })];
  return choices[name]?.test(value) === false ? [find('bad_value', { where, name, value })] : [];
}
