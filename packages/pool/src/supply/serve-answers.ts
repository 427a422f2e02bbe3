import { supplyCalls } from '@kameng/contract/supply-routes';
import type { FastifyInstance } from 'fastify';
import type { Engine } from '../engine.ts';
import { receiveAnswer } from './receive-answer.ts';

/** Largest answer of a supplier, in bytes. */
const answerMax = 256 * 1024;

/** `POST /v1/supply/answers`: where a supplier's server answers later. The body stays as it came, because it is signed. */
export function serveAnswers(app: FastifyInstance, engine: Engine): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: answerMax }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(
      supplyCalls.answerSupply.path,
      { config: { route: 'answerSupply', rateLimit: false, toTheEnd: true } },
      async (request, reply) => {
        const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const receipt = await receiveAnswer(engine, { headers: request.headers, rawBody });
        return reply.header('cache-control', 'no-store').send(receipt);
      },
    );
  });
}
