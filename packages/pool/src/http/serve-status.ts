import { createOpenApi } from '@kameng/contract/openapi';
import type { FastifyInstance } from 'fastify';
import type { Engine } from '../engine.ts';
import { ApiError } from '../api-error.ts';
import { isPublicAddress } from '../webhook/public-address.ts';
import { renderMetrics } from './metrics.ts';

/** What machines ask about the process: alive, ready, metrics, and the description of the wire. */
export function serveStatus(app: FastifyInstance, engine: Engine): void {
  const openApi = JSON.stringify(createOpenApi(engine.config.url));
  app.get('/v1/openapi.json', { config: { rateLimit: false } }, (_request, reply) =>
    reply.type('application/json').header('cache-control', 'public, max-age=300').send(openApi),
  );
  app.get('/healthz', { config: { rateLimit: false } }, (_request, reply) => reply.type('text/plain').send('ok'));
  app.get('/readyz', { config: { rateLimit: false } }, async (_request, reply) => {
    try {
      await engine.db.pool.query('SELECT 1');
      return await reply.type('text/plain').send('ready');
    } catch {
      return reply.code(503).type('text/plain').send('the database does not answer');
    }
  });
  app.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    // How busy a shop is, is nobody's business; who collects metrics sits in the same network.
    if (engine.config.environment === 'production' && isPublicAddress(request.ip))
      throw new ApiError('route_not_found');
    return reply.type('text/plain; version=0.0.4').send(await renderMetrics(engine));
  });
}
