import type { RouteAnswer } from '@kameng/contract/routes';
import { request } from './request.ts';
import type { CallOptions, Client } from './request.ts';

/** Reads a checkout again; `client.key` is its secret (`cks_…`). */
export function getCheckout(client: Client, id: string, options?: CallOptions): Promise<RouteAnswer<'getCheckout'>> {
  return request(client, { path: `/v1/checkouts/${id}`, query: { lang: client.lang } }, options);
}
