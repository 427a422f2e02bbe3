import {
  deskRoutes,
  type DeskAnswer,
  type DeskBody,
  type DeskParams,
  type DeskQuery,
  type DeskRoute,
  type DeskRouteName,
} from '@kameng/contract/desk-routes';
import type { FastifyInstance } from 'fastify';
import { authoriseDesk } from '../account/authorise-desk.ts';
import type { Context, Engine, MemberActor, PersonActor } from '../engine.ts';
import { traced } from '../trace.ts';
import { answerOnce } from './answer-once.ts';
import { contextOf } from './open-context.ts';
import { parseInput } from './parse-input.ts';
import { fastifyPath, type Reply, sendAnswer, type Streamed } from './reply.ts';

export interface DeskInput<Name extends DeskRouteName> {
  params: DeskParams<Name>;
  query: DeskQuery<Name>;
  body: DeskBody<Name>;
}

/** Somebody at work for an organisation, whose role has been found to allow the call. */
export type MemberContext = Context & { actor: MemberActor };
/** Somebody who is signed in, whatever they belong to. */
export type PersonContext = Context & { actor: PersonActor };

type ContextFor<Name extends DeskRouteName> = (typeof deskRoutes)[Name]['auth'] extends 'person'
  ? PersonContext
  : MemberContext;

/** Does what one call of a desk is for; that the caller may do it is decided before it runs. */
export type DeskVerb<Name extends DeskRouteName> = (
  ctx: ContextFor<Name>,
  input: DeskInput<Name>,
) => Promise<DeskAnswer<Name> | Reply<DeskAnswer<Name>> | Streamed<DeskAnswer<Name>>>;

/** Registers a call of the desks: find out who calls and whether they may, parse, run the verb once a key, answer. */
export function serveDesk<Name extends DeskRouteName>(
  app: FastifyInstance,
  engine: Engine,
  name: Name,
  verb: DeskVerb<Name>,
): void {
  const route: DeskRoute = deskRoutes[name];
  app.route({
    method: route.method,
    url: fastifyPath(route.path),
    ...(route.bodyMax !== undefined && { bodyLimit: route.bodyMax }),
    config: { route: name, writes: route.method !== 'GET' },
    handler: async (request, reply) => {
      // Before the input is looked at: whoever may not call learns nothing about what a call should look like.
      const actor = await authoriseDesk(engine, route, request);
      const scope = `${name} ${actor.kind === 'member' ? actor.organisation.id : actor.person.id}`;
      const ctx = contextOf(engine, request, actor, route.method, scope) as ContextFor<Name>;
      const input = parseInput(route, request) as DeskInput<Name>;
      const run = () => traced(`route ${name}`, { request_id: request.id }, () => verb(ctx, input));
      // A proof of who is there is good for the moment in which it is given.
      const answer = name === 'stepUp' ? await run() : await answerOnce(ctx, run);
      void reply.header('cache-control', 'no-store');
      return sendAnswer(reply, route, ctx.language, answer);
    },
  });
}
