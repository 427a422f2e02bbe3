import {
  routes,
  type Route,
  type RouteAnswer,
  type RouteBody,
  type RouteName,
  type RouteParams,
  type RouteQuery,
} from '@kameng/contract/routes';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Context, Engine } from '../engine.ts';
import { traced } from '../trace.ts';
import { openContext } from './open-context.ts';
import { parseInput } from './parse-input.ts';
import { fastifyPath, type Reply, sendAnswer, type Streamed } from './reply.ts';

export interface Input<Name extends RouteName> {
  params: RouteParams<Name>;
  query: RouteQuery<Name>;
  body: RouteBody<Name>;
}

/** Does what one route is for: authorise, decide, write, and answer in the wire's type. */
export type Verb<Name extends RouteName> = (
  ctx: Context,
  input: Input<Name>,
) => Promise<RouteAnswer<Name> | Reply<RouteAnswer<Name>> | Streamed<RouteAnswer<Name>>>;

/** A verb that writes its answer itself, for streams. */
export type StreamVerb<Name extends RouteName> = (
  ctx: Context,
  input: Input<Name>,
  reply: FastifyReply,
) => Promise<void>;

/** Registers a route of the contract: parse once, find out who calls, run the verb, answer. */
export function serveRoute<Name extends RouteName>(
  app: FastifyInstance,
  engine: Engine,
  name: Name,
  verb: Verb<Name>,
): void {
  const route: Route = routes[name];
  app.route({
    method: route.method,
    url: fastifyPath(route.path),
    config: { route: name, writes: route.method !== 'GET' },
    // What a change answers is short, and may hold a secret beside text that somebody else chose (breachattack.com).
    ...(route.method !== 'GET' && { compress: false as const }),
    handler: async (request, reply) => {
      const input = parseInput(route, request) as Input<Name>;
      const ctx = await openContext(engine, name, route, request);
      const answer = await traced(`route ${name}`, { request_id: request.id }, () => verb(ctx, input));
      // Everything below /v1 depends on who asks; only the public catalogue may be kept for a moment.
      const kept = route.auth === 'public' && route.method === 'GET' ? 'public, max-age=2' : 'no-store';
      void reply.header('cache-control', kept);
      return sendAnswer(reply, route, ctx.language, answer);
    },
  });
}

/** Registers a route whose verb streams. */
export function serveStream<Name extends RouteName>(
  app: FastifyInstance,
  engine: Engine,
  name: Name,
  verb: StreamVerb<Name>,
): void {
  const route: Route = routes[name];
  app.route({
    method: route.method,
    url: fastifyPath(route.path),
    config: { route: name, writes: false },
    handler: async (request, reply) => {
      const input = parseInput(route, request) as Input<Name>;
      await verb(await openContext(engine, name, route, request), input, reply);
    },
  });
}
