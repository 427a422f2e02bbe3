import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { answerClientError } from './answer-client-error.ts';
import { connectionsCheckingInterval } from './create-server.ts';

/**
 * Makes the app listen and answers every server that takes connections for it: of localhost, which has an address in each
 * family, there are two. Ours to know, since a drain has to tell all of them to take no more. Throws the app's listen error.
 */
export async function listenHttp(
  app: FastifyInstance,
  { port, host }: { port: number; host: string },
): Promise<readonly Server[]> {
  const [first, ...others] = await addressesOf(host);
  await app.listen({ port, host: first });
  const listening = await Promise.all(others.map((address) => listenBeside(app, { port, host: address })));
  return [app.server, ...listening.filter((server) => server !== undefined)];
}

async function addressesOf(host: string): Promise<[string, ...string[]]> {
  if (host !== 'localhost') return [host];
  const found = await lookup(host, { all: true }).catch(() => []);
  const [first = '127.0.0.1', ...others] = new Set(found.map(({ address }) => address));
  return [first, ...others];
}

/** Undefined where the machine has the address's name but not the address: one of them is enough. */
async function listenBeside(
  app: FastifyInstance,
  address: { port: number; host: string },
): Promise<Server | undefined> {
  const { keepAliveTimeout, requestTimeout, headersTimeout } = app.server;
  const times = { keepAliveTimeout, requestTimeout, headersTimeout, connectionsCheckingInterval };
  const server = createServer(times, app.routing);
  server.on('clientError', answerClientError);
  server.listen(address);
  try {
    await once(server, 'listening');
    return server;
  } catch {
    return undefined;
  }
}
