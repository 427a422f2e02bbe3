/** What each element reads; custom-elements.json says the same, held by a test. */
const sale = ['site', 'ref', 'quantity', 'coupon', 'lang', 'theme', 'mode'];

export const knownAttributes: Record<string, string[]> = {
  'kameng-buy': ['product', ...sale],
  'kameng-product': ['product', ...sale],
  'kameng-catalog': [
    'category',
    'brand',
    'query',
    'columns',
    'limit',
    'site',
    'ref',
    'coupon',
    'lang',
    'theme',
    'mode',
  ],
  'kameng-checkout': ['checkout', 'product', ...sale],
  'kameng-order': ['order', 'lang', 'theme'],
};

/** Attributes that any element may have, for whatever reason the page has. */
const everywhere =
  /^(id|class|style|title|hidden|slot|part|exportparts|dir|role|tabindex|key|is)$|^(data|aria|on|v|x|ng|wire|hx)[-:]|^[@:#_]/;

/** Whether the page may write this attribute on that element. */
export function isKnownAttribute(tag: string, name: string): boolean {
  return everywhere.test(name) || (knownAttributes[tag]?.includes(name.replace(/^data-/, '')) ?? true);
}
