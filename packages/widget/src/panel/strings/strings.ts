/** A text for each plural form that the language has (Unicode CLDR, Intl.PluralRules); `{n}` is the number. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Every text of the elements in one language. */
export interface Strings {
  buy: string;
  soldOut: string;
  low: string;
  worldwide: string;
  listPrice: string;
  price: string;
  /** `{amount}` and `{percent}` of the list price. */
  save: string;
  search: string;
  clear: string;
  more: string;
  found: Plural;
  empty: string;
  failed: string;
  offline: string;
  /** `{id}` is what support asks for. */
  reference: string;
  retry: string;
  loading: string;
  goOn: string;
  noFrame: string;
  findOrder: string;
}
