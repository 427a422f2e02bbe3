import type { RouteAnswer, SentBody } from '@kameng/contract/routes';
import { request } from './request.ts';
import type { CallOptions, Client } from './request.ts';

/** Sends the buyer a one-time link to an order; the answer is the same whether it exists or not. */
export function lookupOrder(
  client: Client,
  body: SentBody<'lookupOrder'>,
  options?: CallOptions,
): Promise<RouteAnswer<'lookupOrder'>> {
  return request(client, { method: 'POST', path: '/v1/orders/lookup', body }, options);
}
