import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import type { Answer } from './dev-pool.ts';

/** Another package's pages from their sources, by a Vite of its own that starts when it is first asked. */
export function serveSite(
  parent: ViteDevServer,
  folder: string,
  base: string,
  choosePage: (pathname: string) => string | null,
): Answer {
  let started: Promise<ViteDevServer> | undefined;
  const start = () =>
    createServer({
      root: folder,
      configFile: join(folder, 'vite.config.ts'),
      appType: 'custom',
      logLevel: 'warn',
      server: {
        middlewareMode: true,
        ...(parent.httpServer && { hmr: { server: parent.httpServer as never } }),
        fs: { allow: [join(folder, '../..')] },
      },
    });
  return async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const page = choosePage(pathname);
    if (page === null && !pathname.startsWith(base)) return false;
    const site = await (started ??= start());
    if (page !== null) {
      const html = await site.transformIndexHtml(`${base}${page}`, await readFile(join(folder, page), 'utf8'));
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
      return true;
    }
    return new Promise((resolve, reject) => {
      response.on('close', () => resolve(true));
      site.middlewares(request, response, (error: unknown) => (error ? reject(error) : resolve(false)));
    });
  };
}
