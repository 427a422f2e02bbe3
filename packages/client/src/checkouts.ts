import type { RouteAnswer, SentBody } from '@kameng/contract/routes';
import { request } from './request.ts';
import type { CallOptions, Client } from './request.ts';

/** Opens a checkout: a priced intention to buy. Refused with `sold_out`, `quantity_out_of_range`, `coupon_invalid`. */
export function createCheckout(
  client: Client,
  body: SentBody<'createCheckout'>,
  options?: CallOptions,
): Promise<RouteAnswer<'createCheckout'>> {
  // With a key the referral ID cannot be the header that replaces the key, so it rides in the body.
  const withRef = client.key && client.ref ? { ref: client.ref, ...body } : body;
  return request(
    client,
    { method: 'POST', path: '/v1/checkouts', query: { lang: client.lang }, body: withRef },
    options,
  );
}

/** Turns a checkout into an order and starts its payment. Keep one `idempotencyKey` per intent, so a reload never buys twice. */
export function confirmCheckout(
  client: Client,
  id: string,
  body: SentBody<'confirmCheckout'>,
  options?: CallOptions,
): Promise<RouteAnswer<'confirmCheckout'>> {
  return request(client, { method: 'POST', path: `/v1/checkouts/${id}/confirm`, body }, options);
}
