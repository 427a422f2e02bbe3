import type { Call } from './call.ts';
import { pageOf } from './page-of.ts';
import { Refusal } from './refusal.ts';
import { showProduct } from './show-product.ts';

/** A page of the products that fit every filter given. */
export function listProducts({ state, query, language }: Call<'listProducts'>) {
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = state.goods.filter((good) => {
    const text = `${good.name.zh} ${good.name.en} ${good.brand}`.toLowerCase();
    return (
      (query.category === undefined || query.category === good.category) &&
      (query.brand === undefined || query.brand === good.brand) &&
      (query.kind === undefined || query.kind === good.kind) &&
      words.every((word) => text.includes(word))
    );
  });
  const page = pageOf(fitting, (good) => good.id, query);
  return { data: page.data.map((good) => showProduct(state, good, language)), next_cursor: page.next_cursor };
}

/** @throws product_not_found */
export function readProduct({ state, params, language }: Call<'getProduct'>) {
  const good = state.goods.find((each) => each.id === params.id);
  if (!good) throw new Refusal('product_not_found');
  return showProduct(state, good, language);
}

/** The feed from a cursor on. Each product is in it once, at the place of its newest change. */
export function listChanges({ state, query }: Call<'listCatalogChanges'>) {
  const place = query.since === undefined ? 0 : Number(/^c(\d{1,9})$/.exec(query.since)?.[1] ?? Number.NaN);
  if (Number.isNaN(place)) throw new Refusal('invalid_request', [{ pointer: '/since', code: 'unknown_cursor' }]);
  const newer = state.feed.filter((each) => each.place > place);
  const data = newer.slice(0, query.limit);
  return {
    data: data.map(({ change }) => change),
    next_cursor: `c${data.at(-1)?.place ?? place}`,
    has_more: newer.length > data.length,
  };
}
