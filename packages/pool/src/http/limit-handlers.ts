import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiError } from '../api-error.ts';

/** How often the requests under way are looked at, in milliseconds; a handler may take this much longer. */
const lookEveryMs = 1000;

/**
 * Answers `timeout` for each request that was not answered in time, in milliseconds; a stream that has begun is left alone. One look
 * at all requests under way costs a rush nothing, where Fastify's own limit makes a timer and an AbortController for each of them.
 */
export function limitHandlers(app: FastifyInstance, maxMs: number): void {
  // In the order of arrival, so a look ends at the first that still has time.
  const underWay = new Map<FastifyReply, number>();
  app.addHook('onRequest', (_request, reply, done) => {
    underWay.set(reply, performance.now());
    reply.raw.once('close', () => underWay.delete(reply));
    done();
  });
  const look = setInterval(
    () => {
      const latest = performance.now() - maxMs;
      for (const [reply, since] of underWay) {
        if (since > latest) return;
        underWay.delete(reply);
        if (!reply.sent) void reply.send(new ApiError('timeout'));
      }
    },
    Math.min(lookEveryMs, maxMs),
  ).unref();
  app.addHook('onClose', (_app, done) => {
    clearInterval(look);
    done();
  });
}
