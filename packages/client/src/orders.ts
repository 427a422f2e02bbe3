import type { RouteAnswer, SentBody, SentQuery } from '@kameng/contract/routes';
import { request } from './request.ts';
import type { CallOptions, Client } from './request.ts';

/**
 * Buys from the balance. The same `client_reference` never buys twice: sent again it answers with the first order.
 * Needs a secret key. Refused with `sold_out`, `price_moved`, `balance_too_low`, `reference_conflict`.
 */
export function createOrder(
  client: Client,
  body: SentBody<'createOrder'>,
  options?: CallOptions,
): Promise<RouteAnswer<'createOrder'>> {
  return request(client, { method: 'POST', path: '/v1/orders', body }, options);
}

/** Lists the site's orders, newest first; one purchase by its `client_reference`. Needs a secret key. */
export function listOrders(
  client: Client,
  query?: SentQuery<'listOrders'>,
  options?: CallOptions,
): Promise<RouteAnswer<'listOrders'>> {
  return request(client, { path: '/v1/orders', query }, options);
}

/** Reads an order with its token (`ort_…`) or with the secret key of the site that bought it. */
export function getOrder(client: Client, id: string, options?: CallOptions): Promise<RouteAnswer<'getOrder'>> {
  return request(client, { path: `/v1/orders/${id}`, query: { lang: client.lang } }, options);
}

/** Shows the codes of a delivered order, up to 500 a page; every call is audited. Refused with `code_not_ready` before delivery and `order_state` when no code will come. */
export function revealOrder(
  client: Client,
  id: string,
  body: SentBody<'revealOrder'> = {},
  options?: CallOptions,
): Promise<RouteAnswer<'revealOrder'>> {
  return request(
    client,
    { method: 'POST', path: `/v1/orders/${id}/reveal`, query: { lang: client.lang }, body },
    options,
  );
}
