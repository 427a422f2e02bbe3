import type { RouteAnswer, SentQuery } from '@kameng/contract/routes';
import { request } from './request.ts';
import type { CallOptions, Client } from './request.ts';

/** Lists products for sale. */
export function listProducts(
  client: Client,
  query?: SentQuery<'listProducts'>,
  options?: CallOptions,
): Promise<RouteAnswer<'listProducts'>> {
  return request(client, { path: '/v1/products', query: { lang: client.lang, ...query } }, options);
}

/** Reads one product. Refused with `product_not_found` when it is not for sale. */
export function getProduct(client: Client, id: string, options?: CallOptions): Promise<RouteAnswer<'getProduct'>> {
  return request(client, { path: `/v1/products/${id}`, query: { lang: client.lang } }, options);
}

/** Reads what changed in price, stock or status since a cursor; keep `next_cursor` for the next time. Needs a secret key. */
export function listCatalogChanges(
  client: Client,
  query?: SentQuery<'listCatalogChanges'>,
  options?: CallOptions,
): Promise<RouteAnswer<'listCatalogChanges'>> {
  return request(client, { path: '/v1/catalog/changes', query }, options);
}
