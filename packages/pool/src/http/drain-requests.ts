import type { Server } from 'node:http';
import { Server as ConnectionServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../api-error.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborted as soon as this process is to end: /readyz says so and streams end. */
    leaving?: AbortSignal;
  }
  interface FastifyContextConfig {
    /** Answered until the very end: what a request under way, a payment channel or a load balancer may depend on. */
    toTheEnd?: boolean;
  }
}

/** All in milliseconds. */
export interface DrainTimes {
  /** How long everything is still served after /readyz has said no, so that a load balancer notices in time. */
  noticeMs: number;
  /** Longest wait for requests under way. */
  finishMs: number;
  /** How long a connection may be silent before it is closed, when others take over: its next request may be on the way. */
  quietMs: number;
}

/** A server that can be asked to finish. */
export interface Drain {
  /**
   * Says in /readyz that this process leaves, ends streams and waits until the requests under way are answered. With a `successor`
   * listening on the same port, new connections go there and whatever comes on old ones is still answered, so no request
   * fails; without one, new requests are refused as `unavailable`. Asked again, it is the same drain.
   */
  finish(how: { successor: boolean }): Promise<void>;
}

const lookEveryMs = 20;
/** As `quietMs`, when nobody takes over. */
const endingQuietMs = 200;

/** Counts the requests under way. Streams are not among them: they never finish by themselves, and their readers come back. */
export function drainRequests(app: FastifyInstance, servers: () => readonly Server[], times: DrainTimes): Drain {
  const leaving = new AbortController();
  app.decorate('leaving', leaving.signal);
  let open = 0;
  let refusing = false;
  let lastRequestAt = 0;
  let finished: Promise<void> | undefined;

  app.addHook('onRequest', (request, reply, done) => {
    lastRequestAt = performance.now();
    if (leaving.signal.aborted) void reply.header('connection', 'close');
    const { route, toTheEnd } = request.routeOptions.config;
    if (refusing && !toTheEnd) return done(new ApiError('unavailable', { retryAfterS: 2 }));
    if (route === 'followOrder') return done();
    open += 1;
    reply.raw.once('close', () => {
      open -= 1;
      lastRequestAt = performance.now();
    });
    done();
  });
  // Requests that were under way already: their connections end with their answers, so clients open new ones elsewhere.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (leaving.signal.aborted) void reply.header('connection', 'close');
    done(null, payload);
  });

  async function finish(successor: boolean): Promise<void> {
    leaving.abort();
    await delay(successor ? 0 : times.noticeMs);
    const end = performance.now() + times.finishMs;
    if (!successor) {
      refusing = true;
      while (open > 0 && performance.now() < end) await delay(lookEveryMs);
    }
    // A port that others listen on too is theirs now; on what was connected before, a request may still be on its way.
    for (const server of servers()) stopAccepting(server);
    lastRequestAt = performance.now();
    const quietMs = successor ? times.quietMs : endingQuietMs;
    while (performance.now() < end) {
      const quiet = performance.now() - lastRequestAt >= quietMs;
      if (open === 0 && (quiet || (await countConnections(servers())) === 0)) return;
      await delay(lookEveryMs);
    }
  }

  return { finish: ({ successor }) => (finished ??= finish(successor)) };
}

/** Not `Server.close` of http: that one also hangs up on idle connections, on which a request may just be coming in. */
function stopAccepting(server: Server): void {
  if (server.listening) ConnectionServer.prototype.close.call(server);
}

async function countConnections(servers: readonly Server[]): Promise<number> {
  const counts = await Promise.all(
    servers.map((server) => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count ?? 0)))),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
