import {
  routes,
  type Route,
  type RouteAnswer,
  type RouteBody,
  type RouteName,
  type RouteParams,
  type RouteQuery,
} from '@kameng/contract/routes';
import type { FieldError } from '@kameng/contract/error';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import { ApiError } from '../api-error.ts';
import type { Context, Engine } from '../engine.ts';
import { traced } from '../trace.ts';
import { checkInput, pointerStep } from './check-input.ts';
import { openContext } from './open-context.ts';
import type { Reply } from './reply.ts';

export interface Input<Name extends RouteName> {
  params: RouteParams<Name>;
  query: RouteQuery<Name>;
  body: RouteBody<Name>;
}

/** Does what one route is for: authorise, decide, write, and answer in the wire's type. */
export type Verb<Name extends RouteName> = (
  ctx: Context,
  input: Input<Name>,
) => Promise<RouteAnswer<Name> | Reply<RouteAnswer<Name>>>;

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
  const [firstStatus] = Object.keys(route.answers);
  app.route({
    method: route.method,
    url: fastifyPath(route.path),
    config: { route: name, writes: route.method !== 'GET' },
    handler: async (request, reply) => {
      const input = parseInput<Name>(route, request.params, request.query, request.body);
      const ctx = await openContext(engine, name, route, request);
      const answer = await traced(`route ${name}`, { request_id: request.id }, () => verb(ctx, input));
      const { status, body } = isReply(answer) ? answer : { status: Number(firstStatus), body: answer };
      // Everything below /v1 depends on who asks; only the public catalogue may be kept for a moment.
      void reply.header(
        'cache-control',
        route.auth === 'public' && route.method === 'GET' ? 'public, max-age=2' : 'no-store',
      );
      void reply.header('vary', 'accept-language, authorization, origin');
      void reply.header('content-language', ctx.language);
      return body === undefined
        ? reply.code(status).send()
        : reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
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
      const input = parseInput<Name>(route, request.params, request.query, request.body);
      await verb(await openContext(engine, name, route, request), input, reply);
    },
  });
}

function fastifyPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function isReply<Body>(answer: Body | Reply<Body>): answer is Reply<Body> {
  return typeof answer === 'object' && answer !== null && 'reply' in answer && answer.reply === true;
}

function parseInput<Name extends RouteName>(route: Route, params: unknown, query: unknown, body: unknown): Input<Name> {
  const problems: FieldError[] = [
    ...checkInput(params, '/path'),
    ...checkInput(query, '/query'),
    ...checkInput(body, ''),
  ];
  if (problems.length > 0) refuse(problems);
  const parsed = {
    params: parsePart(route.params, params, '/path', problems),
    query: parsePart(route.query, query, '/query', problems),
    body: parsePart(route.body, body ?? (route.body ? {} : undefined), '', problems),
  };
  if (problems.length > 0) refuse(problems);
  return parsed as Input<Name>;
}

function refuse(problems: readonly FieldError[]): never {
  throw new ApiError('invalid_request', {
    errors: problems.slice(0, 20),
    detail: `${problems[0]!.pointer || '/'}: ${problems[0]!.code}.`,
  });
}

function parsePart(schema: z.ZodType | undefined, value: unknown, at: string, problems: FieldError[]): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const steps = issue.path.map(pointerStep);
    // A name that does not belong is pointed at itself, not the object it is in.
    const names = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [pointerStep(key)]) : [[]];
    for (const name of names) problems.push({ pointer: [at, ...steps, ...name].join('/'), code: issue.code });
  }
  return undefined;
}
