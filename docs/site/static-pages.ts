import { join } from 'node:path';
import type { Plugin } from 'vite';
import { renderSite } from './render-site.ts';

/** Vite plugin: renders the markdown pages round the built script and styles, and on request while developing. */
export function staticPages(folder: string): Plugin {
  let base = '/';
  return {
    name: 'kameng-static-pages',
    enforce: 'post',
    configResolved(config) {
      base = config.base;
    },
    async generateBundle(_options, bundle) {
      const built = Object.values(bundle);
      const script = built.find((file) => file.type === 'chunk' && file.isEntry)?.fileName;
      const styles = built.map((file) => file.fileName).filter((name) => name.endsWith('.css'));
      if (script === undefined || styles.length === 0) throw new Error('the site has no script or no styles');
      const files = await renderSite(folder, base, { script, styles });
      for (const [fileName, source] of files) this.emitFile({ type: 'asset', fileName, source });
    },
    configureServer(server) {
      server.watcher.add(join(folder, '**/*.md'));
      server.watcher.on('change', (path) => {
        if (path.endsWith('.md')) server.hot.send({ type: 'full-reload' });
      });
      server.middlewares.use((request, response, next) => {
        const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).replace(base, '');
        const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
        if (name !== 'search.json' && !name.endsWith('index.html')) return next();
        // While developing, Vite serves the sources and the script imports the styles.
        renderSite(folder, base, { script: 'site/site.ts', styles: ['site/site.css'] })
          .then(async (files) => {
            const text = files.get(name);
            if (text === undefined) return next();
            response.setHeader(
              'content-type',
              name.endsWith('.json') ? 'application/json' : 'text/html; charset=utf-8',
            );
            response.end(name.endsWith('.json') ? text : await server.transformIndexHtml(`${base}${path}`, text));
          })
          .catch(next);
      });
    },
  };
}
