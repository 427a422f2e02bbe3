import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createState } from '@kameng/mock/create-state';
import { createMiddleware } from '@kameng/mock/node';
import type { Plugin, ViteDevServer } from 'vite';
import { serveArt } from './serve-art.ts';
import { serveEmbed } from './serve-embed.ts';
import { serveSite } from './serve-site.ts';

const packages = join(import.meta.dirname, '../../packages');

/** Answers a request, or says that it is another's. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Vite plugin: a whole pool for development, without a database. The API and the gateway come from the mock, which lives here so
 * that every tab and frame shares its state; widget, checkout and docs come from their sources.
 */
export function devPool(): Plugin {
  return {
    name: 'kameng-dev-pool',
    apply: 'serve',
    config: () => ({ server: { port: Number(process.env.PORT ?? 4000), fs: { allow: ['..'] } } }),
    configureServer(server) {
      // The variables that a pool reads, as far as a mock knows them.
      const { KAMENG_HOLD_S = 900, KAMENG_CHECKOUT_S = 1800 } = process.env;
      const state = createState({ holdS: Number(KAMENG_HOLD_S), checkoutS: Number(KAMENG_CHECKOUT_S) });
      server.httpServer?.once('listening', () => {
        state.poolUrl = addressOf(server);
        server.config.logger.info(`\n  Kameng on a mock pool: ${state.poolUrl}/playground/\n`);
      });
      const answers: Answer[] = [
        createMiddleware(state),
        serveEmbed(join(packages, 'widget/src')),
        serveArt(join(packages, 'pool/demo/art')),
        serveSite(server, join(packages, 'checkout'), '/checkout/', choosePage),
        serveSite(server, join(packages, '../docs'), '/docs/', () => null),
      ];
      // Before Vite's own middlewares, which refuse whatever is not below the playground's base.
      server.middlewares.use((request, response, next) => {
        if (request.url === '/') return void response.writeHead(302, { location: '/playground/' }).end();
        firstAnswer(answers, request, response).then((answered) => answered || next(), next);
      });
    },
  };
}

async function firstAnswer(answers: Answer[], request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  for (const answer of answers) if (await answer(request, response)) return true;
  return false;
}

/** Which page of the checkout package an address shows, as the pool decides it. */
function choosePage(pathname: string): string | null {
  if (/^\/(buy\/|checkout\/frame$|checkout\/chk_)/.test(pathname)) return 'checkout.html';
  if (/^\/(o$|o\/|checkout\/return$)/.test(pathname)) return 'order.html';
  return null;
}

function addressOf(server: ViteDevServer): string {
  const address = server.httpServer?.address();
  return `http://localhost:${address !== null && typeof address === 'object' ? address?.port : 0}`;
}
