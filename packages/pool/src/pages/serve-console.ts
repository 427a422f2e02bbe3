import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Engine } from '../engine.ts';
import type { Folder } from './open-folder.ts';
import { buyerPolicy, permissions } from './page-policy.ts';
import { formOrigins } from './buyer-origins.ts';
import { sendNotFound, sendPlainPage } from './plain-page.ts';
import { sendFile } from './send-file.ts';

const config = { rateLimit: false } as const;

/** Registers the desks at /console: one page whatever is behind it, because the app itself knows its addresses. */
export function serveConsole(app: FastifyInstance, folder: Folder, engine: Pick<Engine, 'channels'>): void {
  const page = async (request: FastifyRequest, reply: FastifyReply) => {
    const file = await folder.read('console.html');
    if (file === undefined || file === 'folder') return sendPlainPage(request, reply, 'not_built');
    void reply
      .header('content-security-policy', buyerPolicy("'none'", { pictures: [], forms: formOrigins(engine) }))
      .header('x-frame-options', 'DENY')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('cross-origin-resource-policy', 'same-origin')
      .header(
        'permissions-policy',
        `${permissions}, publickey-credentials-get=(self), publickey-credentials-create=(self)`,
      )
      .header('x-robots-tag', 'noindex')
      .header('cache-control', 'no-store');
    return sendFile(request, reply, file);
  };
  app.get('/console', { config }, (_request, reply) => reply.redirect('/console/', 308));
  app.get('/console/', { config }, page);
  app.get('/console/*', { config }, page);
  app.get<{ Params: { '*': string } }>('/console/assets/*', { config }, async (request, reply) => {
    const file = await folder.read(`assets/${request.params['*']}`);
    if (file === undefined || file === 'folder') return sendNotFound(request, reply);
    void reply
      .header('cross-origin-resource-policy', 'same-origin')
      .header('cache-control', 'public, max-age=31536000, immutable');
    return sendFile(request, reply, file);
  });
}
