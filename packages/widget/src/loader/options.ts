/** What an element's attributes, a script tag's `data-*` or `Kameng.open` may say about a purchase. */
export interface BuyOptions {
  product?: string | undefined;
  site?: string | undefined;
  ref?: string | undefined;
  quantity?: string | number | undefined;
  coupon?: string | undefined;
  lang?: string | undefined;
  theme?: string | undefined;
  mode?: string | undefined;
}

/** The options that travel in an address, in this order, so that two elements alike give the same address. */
export const travelling = ['site', 'ref', 'quantity', 'coupon', 'lang', 'theme'] as const;
