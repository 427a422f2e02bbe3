import type { RouteAnswer, SentBody, SentQuery } from '@kameng/contract/routes';
import { request } from './request.ts';
import type { CallOptions, Client } from './request.ts';

/** Sends a one-time link to everything bought with an e-mail address; the answer is the same whether there is anything or not. */
export function sendOrdersLink(
  client: Client,
  body: SentBody<'sendOrdersLink'>,
  options?: CallOptions,
): Promise<RouteAnswer<'sendOrdersLink'>> {
  return request(client, { method: 'POST', path: '/v1/own/links', body }, options);
}

/** Opens the link of a mail, which opens once; the answer's token (`own_…`) is the key of the calls below. Refused with `link_ended`. */
export function openOrdersLink(
  client: Client,
  body: SentBody<'openOrdersLink'>,
  options?: CallOptions,
): Promise<RouteAnswer<'openOrdersLink'>> {
  return request(client, { method: 'POST', path: '/v1/own/session', body }, options);
}

/** Lists the orders that were paid with a contact, newest first, each with its token. */
export function listOwnOrders(
  client: Client,
  query?: SentQuery<'listOwnOrders'>,
  options?: CallOptions,
): Promise<RouteAnswer<'listOwnOrders'>> {
  return request(client, { path: '/v1/own/orders', query: { lang: client.lang, ...query } }, options);
}

/** Reads everything that is kept of a contact; codes are masked. */
export function exportOwnRecords(client: Client, options?: CallOptions): Promise<RouteAnswer<'exportOwnRecords'>> {
  return request(client, { path: '/v1/own/records' }, options);
}

/** Asks the operator to erase what is kept of a contact. */
export function askErasure(client: Client, options?: CallOptions): Promise<RouteAnswer<'askErasure'>> {
  return request(client, { method: 'POST', path: '/v1/own/erasure' }, options);
}
