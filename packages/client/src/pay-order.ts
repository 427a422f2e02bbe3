import type { RouteAnswer, SentBody } from '@kameng/contract/routes';
import { request } from './request.ts';
import type { CallOptions, Client } from './request.ts';

/** Starts another payment for an order whose codes are still held. */
export function payOrder(
  client: Client,
  id: string,
  body: SentBody<'payOrder'>,
  options?: CallOptions,
): Promise<RouteAnswer<'payOrder'>> {
  return request(client, { method: 'POST', path: `/v1/orders/${id}/pay`, body }, options);
}
