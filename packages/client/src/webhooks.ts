import type { RouteAnswer, SentBody, SentQuery } from '@kameng/contract/routes';
import { request } from './request.ts';
import type { CallOptions, Client } from './request.ts';

/** Registers an address for events; its `secret` is shown this once. Refused with `endpoint_refused`, `endpoint_limit`. */
export function createWebhookEndpoint(
  client: Client,
  body: SentBody<'createWebhookEndpoint'>,
  options?: CallOptions,
): Promise<RouteAnswer<'createWebhookEndpoint'>> {
  return request(client, { method: 'POST', path: '/v1/webhook_endpoints', body }, options);
}

/** Lists the registered addresses. */
export function listWebhookEndpoints(
  client: Client,
  options?: CallOptions,
): Promise<RouteAnswer<'listWebhookEndpoints'>> {
  return request(client, { path: '/v1/webhook_endpoints' }, options);
}

/** Gives an endpoint a new secret, shown this once; for a day the old one signs too. Refused with `endpoint_not_found`. */
export function rotateWebhookSecret(
  client: Client,
  id: string,
  options?: CallOptions,
): Promise<RouteAnswer<'rotateWebhookSecret'>> {
  return request(client, { method: 'POST', path: `/v1/webhook_endpoints/${id}/rotate` }, options);
}

/** Removes an address. */
export function deleteWebhookEndpoint(client: Client, id: string, options?: CallOptions): Promise<undefined> {
  return request(client, { method: 'DELETE', path: `/v1/webhook_endpoints/${id}` }, options);
}

/** Lists events, newest first: what a webhook that never arrived would have said. */
export function listEvents(
  client: Client,
  query?: SentQuery<'listEvents'>,
  options?: CallOptions,
): Promise<RouteAnswer<'listEvents'>> {
  return request(client, { path: '/v1/events', query }, options);
}

/** Sends an event to the endpoints again. */
export function redeliverEvent(
  client: Client,
  id: string,
  options?: CallOptions,
): Promise<RouteAnswer<'redeliverEvent'>> {
  return request(client, { method: 'POST', path: `/v1/events/${id}/redeliver` }, options);
}
