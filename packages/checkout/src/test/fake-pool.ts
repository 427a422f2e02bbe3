import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errors } from '@kameng/contract/error';
import type { ErrorCode, HumanCheck, Problem } from '@kameng/contract/error';
import type { Order } from '@kameng/contract/order';
import { routes } from '@kameng/contract/routes';
import type { RouteAnswer, RouteName } from '@kameng/contract/routes';
import { build } from 'vite';
import { cny, confirmation, redirect, sampleCheckout, sampleCodes, sampleOrder, sampleProduct } from './sample.ts';

export interface Call {
  name: RouteName;
  key: string | undefined;
  idempotencyKey: string | undefined;
  /** The solution of a puzzle, as sent. */
  proof: string | undefined;
  query: URLSearchParams;
  body: Record<string, unknown>;
}

interface Refusal {
  refuse: ErrorCode;
  pointer?: string;
  challenge?: HumanCheck;
}

/** What a route answers with: its value, a refusal by code, or nothing at all, as when the line is cut. */
type Reply<Name extends RouteName> = Exclude<RouteAnswer<Name>, undefined> | Refusal | 'cut';
type Handlers = { [Name in RouteName]?: (call: Call) => Reply<Name> | Promise<Reply<Name>> };

export interface FakePool {
  url: string;
  /** Every API call so far. */
  calls: Call[];
  handlers: Handlers;
  order: Order;
  /** Changes the order and tells everybody who follows it. */
  change(change: Partial<Order>): void;
  /** Forgets calls, handlers and the order. */
  reset(): void;
  close(): Promise<void>;
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const art =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#23433a"/><path d="M32 10l6 16 16 6-16 6-6 16-6-16-16-6 16-6z" fill="#f0bf63"/></svg>';
/** A page of another origin that holds the checkout in a dialog, as the widget does. */
const hostPage =
  '<!doctype html><html lang=en><meta name=viewport content="width=device-width"><title>Host</title><style>dialog{position:absolute;inset-block:0 auto;width:440px;max-width:96vw;max-height:none;padding:0;border-radius:10px;overflow:hidden;border:1px solid #ccc;box-shadow:0 12px 40px #0003}iframe{width:100%;height:700px;border:0;display:block}</style><body><dialog aria-label=Checkout></dialog>';
const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
};

/** Builds the pages and serves them like the pool does, with an API that answers as the test says. */
export async function openFakePool(): Promise<FakePool> {
  const outDir = mkdtempSync(join(tmpdir(), 'kameng-checkout-'));
  await build({ root: join(import.meta.dirname, '..', '..'), logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const followers = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    void serve(pool, followers, outDir, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const pool: FakePool = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    handlers: {},
    order: sampleOrder(),
    change(change) {
      pool.order = { ...pool.order, ...change, sequence: pool.order.sequence + 1 };
      for (const follower of followers) follower.write(`event: order\ndata: ${JSON.stringify(pool.order)}\n\n`);
    },
    reset() {
      pool.calls.length = 0;
      pool.handlers = {};
      pool.order = sampleOrder();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(outDir, { recursive: true });
    },
  };
  return pool;
}

async function serve(
  pool: FakePool,
  followers: Set<ServerResponse>,
  dist: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', pool.url);
  if (url.pathname.startsWith('/v1/')) return answer(pool, followers, request, response, url);
  if (url.pathname.startsWith('/art/')) return send(response, 'svg', art);
  if (url.pathname.startsWith('/pay/'))
    return send(response, 'html', '<!doctype html><title>Gateway</title><h1>Gateway</h1>');
  if (url.pathname === '/host') return send(response, 'html', hostPage);
  const asset = /^\/checkout\/(assets\/.*|plain\.css)$/.exec(url.pathname)?.[1];
  if (asset) return send(response, asset.split('.').at(-1) ?? '', readFileSync(join(dist, asset)));
  const isOrder = /^\/(o(\/|$)|checkout\/return)/.test(url.pathname);
  const page = url.pathname === '/orders' ? 'orders.html' : isOrder ? 'order.html' : 'checkout.html';
  response.setHeader('content-security-policy', policy);
  return send(response, 'html', readFileSync(join(dist, page)));
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response
    .setHeader('content-type', types[type] ?? 'application/octet-stream')
    .setHeader('referrer-policy', 'no-referrer')
    .end(body);
}

async function answer(
  pool: FakePool,
  followers: Set<ServerResponse>,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const found = (Object.entries(routes) as [RouteName, { method: string; path: string }][]).find(
    ([, { method, path }]) =>
      method === request.method && new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(url.pathname),
  );
  if (!found) throw new Error(`no route ${request.method} ${url.pathname}`);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const { 'idempotency-key': key, 'kameng-human-check': proof } = request.headers;
  const call: Call = {
    name: found[0],
    key: request.headers.authorization?.replace('Bearer ', ''),
    idempotencyKey: typeof key === 'string' ? key : undefined,
    proof: typeof proof === 'string' ? proof : undefined,
    query: url.searchParams,
    body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
  pool.calls.push(call);
  if (call.name === 'followOrder' && !pool.handlers.followOrder) {
    response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .write(`event: order\ndata: ${JSON.stringify(pool.order)}\n\n`);
    followers.add(response);
    response.on('close', () => followers.delete(response));
    return;
  }
  const reply = await (pool.handlers[call.name] ?? usual(pool)[call.name])?.(call);
  if (reply === 'cut' || reply === undefined) return void response.destroy();
  const refused = typeof reply === 'object' && 'refuse' in reply ? problemOf(reply) : undefined;
  response
    .writeHead(refused?.status ?? 200, { 'content-type': 'application/json' })
    .end(JSON.stringify(refused ?? reply));
}

/** What a pool in good health answers. */
function usual(pool: FakePool): Handlers {
  return {
    createCheckout: ({ body }) => sampleCheckout(Number(body['quantity'])),
    getCheckout: () => sampleCheckout(),
    getProduct: () => sampleProduct(),
    confirmCheckout: () => confirmation(pool.order, redirect(`${pool.url}/pay/1`)),
    getOrder: () => pool.order,
    payOrder: () => redirect(`${pool.url}/pay/2`),
    revealOrder: () => sampleCodes(pool.order),
    lookupOrder: () => ({ status: 'sent_if_known' }),
  };
}

function problemOf({ refuse: code, pointer, challenge }: Refusal): Problem {
  const { status, retry, title } = errors[code];
  return {
    type: `about:blank#${code}`,
    title,
    status,
    detail: title,
    code,
    retry,
    request_id: 'req_7QX4M2',
    ...(pointer && { errors: [{ pointer, code: 'invalid' }] }),
    ...(challenge && { challenge }),
  };
}

/** What was paid in part, for orders that were. */
export const paidShort = { channel: 'sandbox', status: 'paid' as const, paid: cny(5000) };
