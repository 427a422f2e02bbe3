import { createOpenApi } from '@kameng/contract/openapi';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Engine } from '../engine.ts';
import { ApiError } from '../api-error.ts';
import { isPublicAddress } from '../webhook/public-address.ts';
import { checkReady } from './check-ready.ts';
import { measureEngine, renderMetrics } from './metrics.ts';

/** What machines ask about the process: alive, ready, metrics, and the description of the wire. */
export function serveStatus(app: FastifyInstance, engine: Engine): void {
  measureEngine(engine);
  const openApi = JSON.stringify(createOpenApi(engine.config.url));
  app.get('/v1/openapi.json', { config: { rateLimit: false } }, (_request, reply) =>
    reply.type('application/json').header('cache-control', 'public, max-age=300').send(openApi),
  );
  const config = { rateLimit: false, toTheEnd: true } as const;
  const answer = (reply: FastifyReply, status: number, text: string) =>
    // Of several processes on one port, the one that answered.
    reply
      .code(status)
      .header('kameng-process', process.pid)
      .header('cache-control', 'no-store')
      .type('text/plain')
      .send(text);
  app.get('/healthz', { config }, (_request, reply) => answer(reply, 200, 'ok'));
  app.get('/readyz', { config }, async (request, reply) => {
    const problem = await checkReady(engine, request.server.leaving);
    return problem === undefined ? answer(reply, 200, 'ready') : answer(reply, 503, problem);
  });
  app.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    // How busy a shop is, is nobody's business; who collects metrics sits in the same network.
    if (engine.config.environment === 'production' && isFromOutside(engine, request))
      throw new ApiError('route_not_found');
    return reply.type('text/plain; version=0.0.4').send(await renderMetrics());
  });
}

/** By its address; and when a proxy stands before us that the settings know nothing of, it could be anybody. */
function isFromOutside({ config }: Engine, { ip, headers }: FastifyRequest): boolean {
  const passedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return isPublicAddress(ip) || (config.trustedProxies === 0 && passedOn);
}
