import type { z } from 'zod';
import * as checkouts from './checkout.ts';
import type { ErrorCode } from './error.ts';
import * as ledger from './ledger.ts';
import * as orders from './order.ts';
import * as products from './product.ts';
import * as webhooks from './webhook.ts';

/**
 * Who may call a route.
 * `public`: anyone; a publishable key, a secret key or `Kameng-Ref` says on whose behalf.
 * `checkout`: the checkout's secret. `order`: the order's token (`ort_`), or a secret key of the site that bought it.
 * `secret`: a secret key.
 */
export type RouteAuth = 'public' | 'checkout' | 'order' | 'secret';

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  auth: RouteAuth;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  answers: Partial<Record<200 | 201 | 202 | 204, z.ZodType | 'events' | 'empty'>>;
  /** Refusals beyond those every route can give (see `commonErrors`). */
  errors: readonly ErrorCode[];
}

/** Refusals that any route can answer with. */
export const commonErrors = [
  'invalid_request',
  'not_json',
  'unsupported_media_type',
  'body_too_large',
  'key_invalid',
  'key_wrong_kind',
  'origin_not_allowed',
  'rate_limited',
  'overloaded',
  'internal',
  'unavailable',
  'timeout',
] as const satisfies readonly ErrorCode[];

/** Refusals that any POST can answer with, because every POST takes an Idempotency-Key. */
export const postErrors = ['idempotency_key_reused', 'idempotency_in_progress'] as const satisfies readonly ErrorCode[];

/** Every call of the wire. The key is the call's name in OpenAPI, client and mock. */
export const routes = {
  listProducts: {
    method: 'GET',
    path: '/v1/products',
    auth: 'public',
    summary: 'List products for sale',
    query: products.listProductsQuery,
    answers: { 200: products.productPage },
    errors: ['ref_unknown'],
  },
  getProduct: {
    method: 'GET',
    path: '/v1/products/{id}',
    auth: 'public',
    summary: 'Read one product',
    params: products.product.pick({ id: true }),
    query: products.productQuery,
    answers: { 200: products.product },
    errors: ['product_not_found', 'ref_unknown'],
  },
  createCheckout: {
    method: 'POST',
    path: '/v1/checkouts',
    auth: 'public',
    summary: 'Open a checkout: a priced intention to buy',
    query: checkouts.checkoutQuery,
    body: checkouts.createCheckoutBody,
    answers: { 201: checkouts.checkout },
    errors: ['product_not_found', 'quantity_out_of_range', 'sold_out', 'coupon_invalid', 'ref_unknown'],
  },
  getCheckout: {
    method: 'GET',
    path: '/v1/checkouts/{id}',
    auth: 'checkout',
    summary: 'Read an open checkout again',
    params: checkouts.checkoutParams,
    query: checkouts.checkoutQuery,
    answers: { 200: checkouts.checkout },
    errors: ['checkout_not_found', 'key_missing'],
  },
  confirmCheckout: {
    method: 'POST',
    path: '/v1/checkouts/{id}/confirm',
    auth: 'public',
    summary: 'Turn a checkout into an order and start its payment',
    params: checkouts.checkoutParams,
    body: checkouts.confirmCheckoutBody,
    answers: { 201: checkouts.confirmation },
    errors: [
      'checkout_not_found',
      'checkout_expired',
      'checkout_confirmed',
      'consent_outdated',
      'contact_required',
      'channel_unknown',
      'channel_unavailable',
      'price_moved',
      'sold_out',
      'hold_limit',
    ],
  },
  getOrder: {
    method: 'GET',
    path: '/v1/orders/{id}',
    auth: 'order',
    summary: 'Read an order',
    params: orders.orderParams,
    query: products.productQuery,
    answers: { 200: orders.order },
    errors: ['order_not_found', 'key_missing'],
  },
  followOrder: {
    method: 'GET',
    path: '/v1/orders/{id}/events',
    auth: 'order',
    summary: 'Follow an order: a server-sent event `order` with the order on every change',
    params: orders.orderParams,
    query: products.productQuery,
    answers: { 200: 'events' },
    errors: ['order_not_found', 'key_missing'],
  },
  payOrder: {
    method: 'POST',
    path: '/v1/orders/{id}/pay',
    auth: 'order',
    summary: 'Start another payment for an order that is still held',
    params: orders.orderParams,
    body: orders.payOrderBody,
    answers: { 201: checkouts.paymentAction },
    errors: ['order_not_found', 'order_state', 'channel_unknown', 'channel_unavailable', 'key_missing'],
  },
  revealOrder: {
    method: 'POST',
    path: '/v1/orders/{id}/reveal',
    auth: 'order',
    summary: 'Show the codes of a delivered order; every call is audited',
    params: orders.orderParams,
    query: products.productQuery,
    body: orders.revealBody,
    answers: { 200: orders.revealed },
    errors: ['order_not_found', 'code_not_ready', 'key_missing'],
  },
  lookupOrder: {
    method: 'POST',
    path: '/v1/orders/lookup',
    auth: 'public',
    summary: 'Send the buyer a one-time link to an order',
    body: orders.lookupBody,
    answers: { 202: orders.lookupAnswer },
    errors: [],
  },
  createOrder: {
    method: 'POST',
    path: '/v1/orders',
    auth: 'secret',
    summary: 'Buy from the balance; 200 with the first order when the reference was used for the same purchase',
    body: orders.createOrderBody,
    answers: { 200: orders.order, 201: orders.order, 202: orders.order },
    errors: [
      'key_missing',
      'product_not_found',
      'offer_not_found',
      'quantity_out_of_range',
      'sold_out',
      'price_moved',
      'balance_too_low',
      'reference_conflict',
    ],
  },
  listOrders: {
    method: 'GET',
    path: '/v1/orders',
    auth: 'secret',
    summary: "List the site's orders, newest first",
    query: orders.listOrdersQuery,
    answers: { 200: orders.orderPage },
    errors: ['key_missing'],
  },
  getBalance: {
    method: 'GET',
    path: '/v1/balance',
    auth: 'secret',
    summary: 'Read the balances, per currency',
    answers: { 200: ledger.balances },
    errors: ['key_missing'],
  },
  listLedgerEntries: {
    method: 'GET',
    path: '/v1/ledger_entries',
    auth: 'secret',
    summary: 'List the entries of the balance, newest first',
    query: ledger.ledgerQuery,
    answers: { 200: ledger.ledgerPage },
    errors: ['key_missing'],
  },
  listCatalogChanges: {
    method: 'GET',
    path: '/v1/catalog/changes',
    auth: 'secret',
    summary: 'Follow price, stock and status of every product',
    query: products.catalogChangesQuery,
    answers: { 200: products.catalogChangePage },
    errors: ['key_missing'],
  },
  createWebhookEndpoint: {
    method: 'POST',
    path: '/v1/webhook_endpoints',
    auth: 'secret',
    summary: 'Register an address for events; the secret is shown once',
    body: webhooks.createWebhookEndpointBody,
    answers: { 201: webhooks.webhookEndpoint },
    errors: ['key_missing', 'endpoint_refused', 'endpoint_limit'],
  },
  listWebhookEndpoints: {
    method: 'GET',
    path: '/v1/webhook_endpoints',
    auth: 'secret',
    summary: 'List webhook endpoints',
    answers: { 200: webhooks.webhookEndpointList },
    errors: ['key_missing'],
  },
  deleteWebhookEndpoint: {
    method: 'DELETE',
    path: '/v1/webhook_endpoints/{id}',
    auth: 'secret',
    summary: 'Remove a webhook endpoint',
    params: webhooks.webhookEndpointParams,
    answers: { 204: 'empty' },
    errors: ['key_missing', 'event_not_found'],
  },
  listEvents: {
    method: 'GET',
    path: '/v1/events',
    auth: 'secret',
    summary: 'List events, newest first',
    query: webhooks.listEventsQuery,
    answers: { 200: webhooks.eventPage },
    errors: ['key_missing'],
  },
  redeliverEvent: {
    method: 'POST',
    path: '/v1/events/{id}/redeliver',
    auth: 'secret',
    summary: 'Send an event to the endpoints again',
    params: webhooks.eventParams,
    answers: { 202: webhooks.redelivery },
    errors: ['key_missing', 'event_not_found'],
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
type Routes = typeof routes;

type Shape<Name extends RouteName, Part extends 'params' | 'query' | 'body'> =
  Routes[Name] extends Record<Part, infer Schema extends z.ZodType> ? z.output<Schema> : undefined;
type Sent<Name extends RouteName, Part extends 'params' | 'query' | 'body'> =
  Routes[Name] extends Record<Part, infer Schema extends z.ZodType> ? z.input<Schema> : undefined;

/** What a handler of the route receives, parsed. */
export type RouteParams<Name extends RouteName> = Shape<Name, 'params'>;
export type RouteQuery<Name extends RouteName> = Shape<Name, 'query'>;
export type RouteBody<Name extends RouteName> = Shape<Name, 'body'>;

/** What a caller of the route sends, before defaults. */
export type SentQuery<Name extends RouteName> = Sent<Name, 'query'>;
export type SentBody<Name extends RouteName> = Sent<Name, 'body'>;

/** What the route answers with when it succeeds. */
export type RouteAnswer<Name extends RouteName> = Routes[Name]['answers'] extends infer Answers
  ? {
      [Status in keyof Answers]: Answers[Status] extends z.ZodType ? z.output<Answers[Status]> : undefined;
    }[keyof Answers]
  : never;

/** Every error code a route can answer with, common ones included. */
export function routeErrors(route: Route): ErrorCode[] {
  return [...route.errors, ...commonErrors, ...(route.method === 'POST' ? postErrors : [])];
}
