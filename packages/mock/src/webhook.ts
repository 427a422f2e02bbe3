import { eventTypes } from '@kameng/contract/webhook';
import type { Call } from './call.ts';
import { shopOf } from './shop.ts';
import { pageOf } from './page-of.ts';
import { randomSecret } from './place-order.ts';
import { Refusal } from './refusal.ts';
import { newId, type MockEndpoint } from './state.ts';

/** Endpoints a site may have. */
const endpointLimit = 10;

/** Hosts that are not on the public internet; a mock knows only the names, a pool also resolves them. */
const privateHost = /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|0\.|\[)/;

/** @throws endpoint_refused, endpoint_limit */
export function addEndpoint({ state, actor, body }: Call<'createWebhookEndpoint'>) {
  const shop = shopOf(actor);
  const url = new URL(body.url);
  if (url.protocol !== 'https:' || privateHost.test(url.hostname) || url.username !== '')
    throw new Refusal('endpoint_refused', [{ pointer: '/url', code: 'not_public_https' }]);
  if (state.endpoints.filter((each) => each.siteId === shop.id).length >= endpointLimit)
    throw new Refusal('endpoint_limit');
  const endpoint: MockEndpoint = {
    id: newId(state, 'webhookEndpoint'),
    siteId: shop.id,
    url: body.url,
    events: body.events ?? [...eventTypes],
    secret: randomSecret('whsec_'),
    createdAt: new Date(state.now()).toISOString(),
  };
  state.endpoints.push(endpoint);
  return { ...showEndpoint(endpoint), secret: endpoint.secret };
}

/** The site's endpoints, without their secrets. */
export function listEndpoints({ state, actor }: Call<'listWebhookEndpoints'>) {
  const shop = shopOf(actor);
  return { data: state.endpoints.filter((each) => each.siteId === shop.id).map(showEndpoint) };
}

/** @throws endpoint_not_found */
export function rotateSecret({ state, actor, params }: Call<'rotateWebhookSecret'>) {
  const shop = shopOf(actor);
  const endpoint = state.endpoints.find((each) => each.id === params.id && each.siteId === shop.id);
  if (!endpoint) throw new Refusal('endpoint_not_found');
  endpoint.secret = randomSecret('whsec_');
  return { ...showEndpoint(endpoint), secret: endpoint.secret };
}

/** @throws endpoint_not_found */
export function removeEndpoint({ state, actor, params }: Call<'deleteWebhookEndpoint'>): void {
  const shop = shopOf(actor);
  const at = state.endpoints.findIndex((each) => each.id === params.id && each.siteId === shop.id);
  if (at === -1) throw new Refusal('endpoint_not_found');
  state.endpoints.splice(at, 1);
}

/** The site's events, newest first. */
export function listEvents({ state, actor, query }: Call<'listEvents'>) {
  const shop = shopOf(actor);
  const events = state.events.filter((each) => each.siteId === shop.id).map((each) => each.event);
  return pageOf(events.toReversed(), (event) => event.id, query);
}

/** The mock sends nothing anywhere; it says how many endpoints would be told. @throws event_not_found */
export function redeliver({ state, actor, params }: Call<'redeliverEvent'>) {
  const shop = shopOf(actor);
  const found = state.events.find((each) => each.event.id === params.id && each.siteId === shop.id);
  if (!found) throw new Refusal('event_not_found');
  const deliveries = state.endpoints.filter(
    (each) => each.siteId === shop.id && each.events.includes(found.event.type),
  ).length;
  return { status: 'queued' as const, deliveries };
}

function showEndpoint({ id, url, events, createdAt }: MockEndpoint) {
  return { id, url, events, created_at: createdAt };
}
