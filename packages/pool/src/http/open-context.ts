import { hash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Call, Route, RouteName } from '@kameng/contract/routes';
import type { Language } from '@kameng/contract/page';
import type { FastifyRequest } from 'fastify';
import { ApiError } from '../api-error.ts';
import { checkoutSecret } from '../checkout/checkout-secret.ts';
import type { Actor, Context, Engine } from '../engine.ts';
import { orderTokenMatches } from '../order/order-token.ts';
import { findContact } from '../own/find-contact.ts';
import { findSiteByKey } from '../site/authenticate.ts';
import { originAllowed } from '../site/check-origin.ts';
import { chooseLanguage } from './choose-language.ts';
import { networkOf } from './network-of.ts';

/** Finds out who calls a route of the public or the shop's surface and on whose behalf, and refuses who may not. */
export async function openContext(
  engine: Engine,
  name: RouteName,
  route: Route,
  request: FastifyRequest,
): Promise<Context> {
  const origin = foreignOrigin(engine, request);
  const actor = await authenticate(engine, route, request, origin);
  return contextOf(engine, request, actor, route.method, scopeOf(engine, name, request, actor));
}

/**
 * What verbs know of a request, once it is known who asks.
 * @param scope within which an Idempotency-Key has to be unique
 */
export function contextOf<Who extends Actor>(
  engine: Engine,
  request: FastifyRequest,
  actor: Who,
  method: Call['method'],
  scope: string,
): Context & { actor: Who } {
  const origin = foreignOrigin(engine, request);
  return {
    ...engine,
    actor,
    requestId: request.id,
    language: chooseLanguage((request.query as { lang?: Language }).lang, request.headers['accept-language']),
    ref: headerText(request, 'kameng-ref'),
    origin,
    cookie: origin === undefined ? request.headers.cookie : undefined,
    // Few verbs ask for it, so it is made when one does.
    get addressFingerprint() {
      return addressOf(engine, request);
    },
    idempotency: readIdempotency(method, request, scope),
  };
}

function addressOf(engine: Engine, request: FastifyRequest): Buffer {
  return createHmac('sha256', engine.keys.contactFingerprint)
    .update(`address ${networkOf(request.ip)}`)
    .digest();
}

/**
 * Within what an Idempotency-Key has to be unique. All visitors of a page share its site, and the answer to opening a checkout
 * holds its secret, so there a visitor's key is good for the visitor's own address only.
 */
function scopeOf(engine: Engine, name: RouteName, request: FastifyRequest, actor: Actor): string {
  const site = actor.kind === 'site' || actor.kind === 'shop' ? actor.site.id : 'public';
  const visitor =
    name === 'createCheckout' && actor.kind !== 'shop' && request.headers['idempotency-key'] !== undefined;
  return visitor ? `${name} ${site} ${addressOf(engine, request).toString('base64url')}` : `${name} ${site}`;
}

/** The Origin a browser sent, unless it is our own page that calls. */
export function foreignOrigin(engine: Engine, request: FastifyRequest): string | undefined {
  const { origin } = request.headers;
  return origin === undefined || origin === engine.config.url || origin === `http://${request.headers.host}`
    ? undefined
    : origin;
}

async function authenticate(
  engine: Engine,
  route: Route,
  request: FastifyRequest,
  origin: string | undefined,
): Promise<Actor> {
  const token = bearer(request);
  if (token === undefined) {
    if (route.auth === 'public') return { kind: 'anonymous' };
    throw new ApiError('key_missing');
  }
  if (token.startsWith('pk_') || token.startsWith('sk_')) return authenticateSite(engine, route, token, origin);
  if (token.startsWith('dk_')) throw new ApiError('key_wrong_kind');
  const { id } = request.params as { id?: string };
  if (route.auth === 'order' && id !== undefined && token.startsWith('ort_')) {
    if (await orderTokenMatches(engine, id, token)) return { kind: 'buyer', orderId: id };
    throw new ApiError('order_not_found');
  }
  if (route.auth === 'checkout' && id !== undefined && token.startsWith('cks_')) {
    if (sameText(checkoutSecret(engine.keys, id), token)) return { kind: 'checkout', checkoutId: id };
    throw new ApiError('checkout_not_found');
  }
  if (token.startsWith('own_')) {
    if (route.auth !== 'contact') throw new ApiError('key_wrong_kind');
    const fingerprint = await findContact(engine, token);
    if (fingerprint) return { kind: 'contact', fingerprint };
  }
  throw new ApiError('key_invalid');
}

async function authenticateSite(
  engine: Engine,
  route: Route,
  token: string,
  origin: string | undefined,
): Promise<Actor> {
  const found = await findSiteByKey(engine, token);
  if (!found) throw new ApiError('key_invalid');
  const { kind, site } = found;
  if (kind === 'secret') {
    if (route.auth === 'checkout' || route.auth === 'contact') throw new ApiError('key_wrong_kind');
    // A secret key in a web page has leaked; refusing it there makes that visible at once.
    if (origin !== undefined)
      throw new ApiError('key_wrong_kind', { detail: 'A secret key must not be used from a web page.' });
    return { kind: 'shop', site };
  }
  if (route.auth !== 'public') throw new ApiError('key_wrong_kind');
  if (origin !== undefined && !originAllowed(site, origin)) throw new ApiError('origin_not_allowed');
  return { kind: 'site', site };
}

/** The key or token of a request. Throws `key_invalid` for a header of another form. */
export function bearer(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  if (header === undefined) return undefined;
  const match = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(header);
  if (!match)
    throw new ApiError('key_invalid', { detail: 'The Authorization header is not of the form "Bearer <key>".' });
  return match[1];
}

function readIdempotency(method: Call['method'], request: FastifyRequest, scope: string): Context['idempotency'] {
  const key = headerText(request, 'idempotency-key');
  if (key === undefined || method !== 'POST') return undefined;
  if (!/^[\x21-\x7e]{8,255}$/.test(key)) {
    throw new ApiError('invalid_request', {
      errors: [{ pointer: '/header/Idempotency-Key', code: 'invalid_format' }],
      detail: 'Idempotency-Key must be 8 to 255 visible ASCII characters.',
    });
  }
  const requestFingerprint = hash(
    'sha256',
    `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`,
    'buffer',
  );
  return { scope, key, requestFingerprint };
}

/** A header that is there once and not empty. */
export function headerText(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
