import type { RouteAnswer, SentBody } from '@kameng/contract/routes';
import { request } from './request.ts';
import type { CallOptions, Client } from './request.ts';

/** Lists the disputes about an order, newest first; `client.key` is the order's token or the secret key of the site that bought it. */
export function listDisputes(client: Client, id: string, options?: CallOptions): Promise<RouteAnswer<'listDisputes'>> {
  return request(client, { path: `/v1/orders/${id}/disputes`, query: { lang: client.lang } }, options);
}

/** Opens a dispute about delivered codes. Refused with `order_state`, `dispute_exists`, `dispute_too_late`. */
export function openDispute(
  client: Client,
  id: string,
  body: SentBody<'openDispute'>,
  options?: CallOptions,
): Promise<RouteAnswer<'openDispute'>> {
  return post(client, id, '', body, options) as Promise<RouteAnswer<'openDispute'>>;
}

/** Takes the buyer's turn in the newest dispute about an order. Refused with `dispute_turn`. */
export function answerDispute(
  client: Client,
  id: string,
  body: SentBody<'answerDispute'>,
  options?: CallOptions,
): Promise<RouteAnswer<'answerDispute'>> {
  return post(client, id, '/answer', body, options) as Promise<RouteAnswer<'answerDispute'>>;
}

/** Adds a text or a picture to the newest dispute about an order. Refused with `dispute_turn`, `evidence_refused`, `evidence_limit`. */
export function addEvidence(
  client: Client,
  id: string,
  body: SentBody<'addEvidence'>,
  options?: CallOptions,
): Promise<RouteAnswer<'addEvidence'>> {
  return post(client, id, '/evidence', body, options) as Promise<RouteAnswer<'addEvidence'>>;
}

/** Reads a picture that somebody added to a dispute about an order. */
export function readEvidence(
  client: Client,
  id: string,
  query?: { evidence_id: string },
  options?: CallOptions,
): Promise<RouteAnswer<'readEvidence'>> {
  return request(client, { path: `/v1/orders/${id}/disputes/evidence`, query }, options);
}

function post(client: Client, id: string, to: string, body: object, options?: CallOptions): Promise<unknown> {
  const query = { lang: client.lang };
  return request(client, { method: 'POST', path: `/v1/orders/${id}/disputes${to}`, query, body }, options);
}
