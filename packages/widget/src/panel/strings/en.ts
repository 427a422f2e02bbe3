import type { Strings } from './strings.ts';

export const en: Strings = {
  buy: 'Buy',
  soldOut: 'Sold out',
  low: 'Few left',
  worldwide: 'Worldwide',
  listPrice: 'List price',
  price: 'Price',
  save: 'Save {amount} ({percent})',
  search: 'Search products',
  clear: 'Show everything',
  more: 'Show more',
  found: { one: 'Showing {n} product', other: 'Showing {n} products' },
  empty: 'Nothing matches.',
  failed: 'The products could not be loaded.',
  offline: 'You are offline.',
  reference: 'Reference {id}',
  retry: 'Try again',
  loading: 'Loading',
  goOn: 'Go to checkout',
  noFrame: 'The checkout cannot open here.',
  findOrder: 'Find my order',
};
