import type { z } from 'zod';
import { buyerRoutes } from './buyer-routes.ts';
import type { ErrorCode } from './error.ts';
import { ownRoutes } from './own-routes.ts';
import { shopRoutes } from './shop-routes.ts';

/**
 * Who may call a route.
 * `public`: anyone; a publishable key, a secret key or `Kameng-Ref` says on whose behalf.
 * `checkout`: the checkout's secret. `order`: the order's token (`ort_`), or a secret key of the site that bought it.
 * `contact`: the token (`own_`) that a mailed link was opened to.
 * `secret`: a secret key. What people and keys of an organisation do at their desks is in `desk-routes.ts`.
 */
export type RouteAuth = 'public' | 'checkout' | 'order' | 'contact' | 'secret';

/** What every call of the wire has. */
export interface Call {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Largest body in bytes, where files are sent; 256 KiB elsewhere. */
  bodyMax?: number;
  answers: Partial<Record<200 | 201 | 202 | 204, z.ZodType | 'events' | 'empty'>>;
  /** Refusals beyond those every route can give (see `commonErrors`). */
  errors: readonly ErrorCode[];
}

/** A call of the public and the shop's surface. */
export interface Route extends Call {
  auth: RouteAuth;
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

/** Every call of the public and the shop's surface. The key is the call's name in OpenAPI, client and mock. */
export const routes = { ...buyerRoutes, ...ownRoutes, ...shopRoutes };

export type RouteName = keyof typeof routes;
type Routes = typeof routes;

/** A part of a call as its handler receives it, parsed; undefined when the call has none. */
export type ShapeOf<Each, Part extends 'params' | 'query' | 'body'> =
  Each extends Record<Part, infer Schema extends z.ZodType> ? z.output<Schema> : undefined;
/** A part of a call as its caller sends it, before defaults. */
export type SentOf<Each, Part extends 'params' | 'query' | 'body'> =
  Each extends Record<Part, infer Schema extends z.ZodType> ? z.input<Schema> : undefined;
/** What a call answers with when it succeeds. */
export type AnswerOf<Each extends Call> = Each['answers'] extends infer Answers
  ? {
      [Status in keyof Answers]: Answers[Status] extends z.ZodType ? z.output<Answers[Status]> : undefined;
    }[keyof Answers]
  : never;

/** What a handler of the route receives, parsed. */
export type RouteParams<Name extends RouteName> = ShapeOf<Routes[Name], 'params'>;
export type RouteQuery<Name extends RouteName> = ShapeOf<Routes[Name], 'query'>;
export type RouteBody<Name extends RouteName> = ShapeOf<Routes[Name], 'body'>;

/** What a caller of the route sends, before defaults. */
export type SentQuery<Name extends RouteName> = SentOf<Routes[Name], 'query'>;
export type SentBody<Name extends RouteName> = SentOf<Routes[Name], 'body'>;

/** What the route answers with when it succeeds. */
export type RouteAnswer<Name extends RouteName> = AnswerOf<Routes[Name]>;

/** Every error code a route can answer with, common ones included. */
export function routeErrors(route: Route): ErrorCode[] {
  return [...route.errors, ...commonErrors, ...(route.method === 'POST' ? postErrors : [])];
}
