import type { FastifyInstance } from 'fastify';
import { ApiError } from '../api-error.ts';

/** A server that can be asked to finish. */
export interface Drain {
  /** Refuses new requests as `unavailable` and waits until those under way are answered, or for the given time. */
  finish(maxMs: number): Promise<void>;
}

/** Counts the requests under way. Streams are not among them: they never finish by themselves, and their readers come back. */
export function drainRequests(app: FastifyInstance): Drain {
  let open = 0;
  let finishing = false;
  let finished: (() => void) | undefined;

  app.addHook('onRequest', (request, reply, done) => {
    if (finishing) {
      void reply.header('connection', 'close');
      done(new ApiError('unavailable', { retryAfterS: 2 }));
      return;
    }
    if (request.routeOptions.config.route === 'followOrder') return done();
    open += 1;
    reply.raw.once('close', () => {
      open -= 1;
      if (open === 0) finished?.();
    });
    done();
  });

  return {
    async finish(maxMs) {
      finishing = true;
      if (open === 0) return;
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, maxMs);
        finished = () => {
          clearTimeout(limit);
          resolve();
        };
      });
    },
  };
}
