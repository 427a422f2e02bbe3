import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage } from '../http/choose-language.ts';
import type { BuiltFolders } from './built-folders.ts';
import { favicon } from './favicon.ts';
import { type Folder, openFolder } from './open-folder.ts';
import { docsPolicy, picturePolicy, playgroundPolicy } from './page-policy.ts';
import { sendNotFound, sendPlainPage } from './plain-page.ts';
import { sendFile } from './send-file.ts';

type Rest = { Params: { '*': string } };
type Release = { Params: { '*': string; version: string } };

const immutable = 'public, max-age=31536000, immutable';
/** The alias moves with each release: five minutes until a fix arrives, and never a wait for it. */
const shortly = 'public, max-age=300, stale-while-revalidate=86400';
const daily = 'public, max-age=86400, stale-while-revalidate=604800';
const checked = 'no-cache';

// Files cost nothing, and many visitors share one address: counting them would break other people's pages.
const config = { rateLimit: false } as const;

/** Registers everything that is a file: the checkout's assets, the widget, the playground, the docs and the pictures. */
export function serveFiles(app: FastifyInstance, checkout: Folder, folders: BuiltFolders): void {
  const below = (folder: Folder, prefix: string, cacheControl: string, dress?: (reply: FastifyReply) => void) =>
    app.get<Rest>(`${prefix}*`, { config }, async (request, reply) => {
      const file = await folder.read(request.params['*']);
      if (file === undefined || file === 'folder') return sendNotFound(request, reply);
      dress?.(reply);
      return sendFile(request, reply.header('cache-control', cacheControl), file);
    });

  below(prefixed(checkout, 'assets'), '/checkout/assets/', immutable);
  app.get('/checkout/plain.css', { config }, async (request, reply) => {
    const file = await checkout.read('plain.css');
    if (file === undefined || file === 'folder') return sendNotFound(request, reply);
    return sendFile(request, reply.header('cache-control', checked), file);
  });

  below(openFolder(join(import.meta.dirname, 'assets')), '/pages/', checked);

  const widget = openFolder(folders.widget);
  below(widget, '/embed/v1/', shortly, forEveryPage);
  // A release that is kept comes first: pages pin its bytes, and a build of the same version elsewhere may differ in one.
  const releases = openFolder(folders.releases);
  app.get<Release>('/embed/v:version(\\d+\\.\\d+\\.\\d+)/*', { config }, async (request, reply) => {
    const { version, '*': path } = request.params;
    const isKept = (await releases.read(`v${version}`)) === 'folder';
    const [folder, name] = isKept ? [releases, `v${version}/${path}`] : [widget, path];
    const file = isKept || version === folders.widgetVersion ? await folder.read(name) : undefined;
    if (file === undefined || file === 'folder') return sendNotFound(request, reply);
    forEveryPage(reply);
    return sendFile(request, reply.header('cache-control', immutable), file);
  });
  below(openFolder(folders.art), '/art/', daily, (reply) => {
    forEveryPage(reply);
    void reply.header('content-security-policy', picturePolicy);
  });

  serveSite(app, '/playground/', openFolder(folders.playground), playgroundPolicy);
  const docs = openFolder(folders.docs);
  app.get('/docs/', { config }, async (request, reply) => {
    if ((await docs.read('index.html')) === undefined) return sendPlainPage(request, reply, 'not_built');
    const isChinese = chooseLanguage(undefined, request.headers['accept-language']).startsWith('zh');
    void reply.header('cache-control', checked).header('vary', 'accept-language');
    return reply.redirect(isChinese ? '/docs/zh-CN/start/' : '/docs/start/', 302);
  });
  serveSite(app, '/docs/', docs, docsPolicy);
  for (const path of ['/favicon.svg', '/favicon.ico']) {
    app.get(path, { config }, (_request, reply) =>
      reply
        .header('cache-control', daily)
        .header('content-security-policy', picturePolicy)
        .type('image/svg+xml')
        .send(favicon),
    );
  }
}

/** Any page may load it, also one that isolates itself, and may measure how long it took. */
function forEveryPage(reply: FastifyReply): void {
  void reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('timing-allow-origin', '*');
}

/** A site of pages: a path that is a folder shows its index, files with a digest in their name never change. */
function serveSite(app: FastifyInstance, prefix: string, folder: Folder, policy: string): void {
  app.get(prefix.slice(0, -1), { config }, (_request, reply) => reply.redirect(prefix, 308));
  app.get<Rest>(`${prefix}*`, { config }, async (request, reply) => {
    const path = request.params['*'];
    const file = await folder.read(path);
    if (file === 'folder' && path !== '' && !path.endsWith('/'))
      return reply.redirect(withSlash(request, prefix, path), 308);
    const found = file === 'folder' ? await folder.read(`${path}/index.html`) : file;
    if (found === undefined || found === 'folder')
      return sendPlainPage(request, reply, path === '' ? 'not_built' : 'not_found');
    const frozen = /^assets\/.*-[\w-]{8}\.\w+$/.test(path);
    void reply.removeHeader('x-frame-options');
    void reply.header('content-security-policy', policy).header('cache-control', frozen ? immutable : checked);
    return sendFile(request, reply, found);
  });
}

function withSlash(request: FastifyRequest, prefix: string, path: string): string {
  const query = request.url.indexOf('?');
  // Encoded again from the read path, so that no address can be smuggled into the redirect.
  const encoded = path.split('/').filter(Boolean).map(encodeURIComponent).join('/');
  return `${prefix}${encoded}/${query === -1 ? '' : request.url.slice(query)}`;
}

function prefixed(folder: Folder, prefix: string): Folder {
  return { read: (path) => folder.read(`${prefix}/${path}`) };
}
