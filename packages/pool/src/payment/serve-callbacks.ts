import type { FastifyInstance } from 'fastify';
import type { Engine } from '../engine.ts';
import { receiveCallback } from './receive-callback.ts';

/** Largest callback of any channel, in bytes. */
const callbackMax = 64 * 1024;

/** `POST /v1/callbacks/{channel}`: where payment channels tell what happened. The body stays as it came. */
export function serveCallbacks(app: FastifyInstance, engine: Engine): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: callbackMax }, (_request, body, done) =>
      done(null, body),
    );
    scope.post<{ Params: { channel: string } }>(
      '/v1/callbacks/:channel',
      { config: { route: 'receiveCallback', rateLimit: false, toTheEnd: true } },
      async (request, reply) => {
        const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const answer = await receiveCallback(engine, request.params.channel, { headers: request.headers, rawBody });
        return reply.type('text/plain').header('cache-control', 'no-store').send(answer);
      },
    );
  });
}
