import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { getResponse, type RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import { createState } from './create-state.ts';
import { createHandlers } from './handlers.ts';
import { passTime } from './pass-time.ts';
import type { MockOptions, MockState } from './state.ts';

/** How often a served mock looks whether something has become due, so that followers hear of it without asking. */
const tickMs = 200;

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, DELETE',
  'access-control-allow-headers':
    'authorization, content-type, idempotency-key, kameng-ref, accept-language, last-event-id',
  'access-control-expose-headers': 'retry-after, ratelimit',
  'access-control-max-age': '600',
};

/** Answers one HTTP request from the mock; false when the path is none of the mock's. */
export type MockMiddleware = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<boolean>;

/** The mock as a function over Node's HTTP, for a server that has other things to serve too. */
export function createMiddleware(state: MockState): MockMiddleware {
  const handlers = createHandlers(state);
  const timer = setInterval(() => passTime(state), tickMs);
  timer.unref();
  return async (incoming, outgoing) => {
    if (!/^\/(v1|sandbox|dev\/mail(\.json)?)(\/|$|\?)/.test(incoming.url ?? '')) return false;
    if (incoming.method === 'OPTIONS') {
      outgoing.writeHead(204, cors).end();
      return true;
    }
    const gone = new AbortController();
    outgoing.on('close', () => gone.abort());
    const response = await getResponse(handlers as RequestHandler[], toRequest(incoming, gone.signal));
    if (!response) return false;
    outgoing.writeHead(response.status, { ...cors, ...Object.fromEntries(response.headers) });
    if (response.body)
      Readable.fromWeb(response.body as never)
        .on('error', () => outgoing.destroy())
        .pipe(outgoing);
    else outgoing.end();
    return true;
  };
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  );
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  return new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method: incoming.method ?? 'GET',
    headers,
    signal,
    ...(hasBody && { body: Readable.toWeb(incoming) as never, duplex: 'half' }),
  });
}

/** A mock pool on a port of its own, for tests and tools that speak HTTP. */
export async function serveMock(
  options: MockOptions & { port?: number } = {},
): Promise<{ url: string; state: MockState; close: () => Promise<void> }> {
  const state = createState(options);
  const answer = createMiddleware(state);
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).then(
      (answered) => answered || outgoing.writeHead(404).end(),
      () => outgoing.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  state.poolUrl = options.poolUrl ?? `http://127.0.0.1:${port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, state, close };
}

/** A mock pool behind `fetch` of this process, without a port. */
export function interceptMock(options: MockOptions = {}): { state: MockState; close: () => void } {
  const state = createState(options);
  const server = setupServer(...createHandlers(state));
  server.listen({ onUnhandledFrame: 'bypass' });
  return { state, close: () => server.close() };
}
