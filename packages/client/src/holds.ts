import type { RouteAnswer, SentBody } from '@kameng/contract/routes';
import { request } from './request.ts';
import type { CallOptions, Client } from './request.ts';

/**
 * Sets codes aside while your buyer pays; pass its id to `createOrder` as `hold_id`. Costs nothing. Needs a secret key.
 * Refused with `sold_out`, `price_moved`, `balance_too_low`, `hold_limit`.
 */
export function createHold(
  client: Client,
  body: SentBody<'createHold'>,
  options?: CallOptions,
): Promise<RouteAnswer<'createHold'>> {
  return request(client, { method: 'POST', path: '/v1/holds', body }, options);
}

/** Puts held codes back before their time; they go back by themselves when it is up. */
export function releaseHold(client: Client, id: string, options?: CallOptions): Promise<undefined> {
  return request(client, { method: 'DELETE', path: `/v1/holds/${id}` }, options);
}
