/**
 * A pool for the elements' tests, on an origin of its own: built scripts, a catalogue with every kind of product, and frame pages that
 * do what the test tells them. It keeps a list of what was asked for.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findProducts, products } from './goods.ts';

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
};

export interface FakePool {
  url: string;
  close: () => void;
}

/** Serves until closed; `built` is the folder that holds kameng.js. */
export async function startFakePool(built: string): Promise<FakePool> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end();
    if (url.pathname === '/seen') return send(response, 200, JSON.stringify(seen));
    if (url.pathname === '/forget') return send(response, 200, JSON.stringify(seen.splice(0)));
    seen.push(`${request.method} ${url.pathname}${url.search}${who(request)}`);
    return answer(response, url, built);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function who({ headers }: IncomingMessage): string {
  if (headers.authorization) return ` ${headers.authorization}`;
  return headers['kameng-ref'] ? ` ref ${String(headers['kameng-ref'])}` : '';
}

function answer(response: ServerResponse, url: URL, built: string): void {
  const [, first, , name] = url.pathname.split('/');
  if (first === 'embed' && name) return send(response, 200, readFileSync(join(built, name)), 'text/javascript');
  if (first === 'art') return send(response, 200, art(url.pathname), 'image/svg+xml');
  if (first === 'v1') return catalogue(response, url);
  if (url.pathname === '/checkout/frame' || first === 'checkout') return send(response, 200, framePage, 'text/html');
  if (url.pathname === '/stranger') return send(response, 200, strangerPage, 'text/html');
  return send(response, 200, `<!doctype html><title>${url.pathname}</title>`, 'text/html');
}

function catalogue(response: ServerResponse, url: URL): void {
  const category = url.searchParams.get('category');
  if (category === 'broken') {
    const problem = {
      code: 'overloaded',
      status: 503,
      retry: 'after',
      title: 'busy',
      detail: 'busy',
      request_id: 'req_7f3k',
    };
    return send(response, 503, JSON.stringify(problem), 'application/problem+json');
  }
  if (category === 'never' || url.pathname === '/v1/products/prd_never') return undefined;
  const id = /^\/v1\/products\/(\w+)/.exec(url.pathname)?.[1];
  if (!id) return send(response, 200, JSON.stringify(findProducts(url.searchParams)));
  const product = products(url.searchParams.get('lang')).find((each) => each.id === id);
  if (product) return send(response, 200, JSON.stringify(product));
  return send(
    response,
    404,
    JSON.stringify({ code: 'product_not_found', status: 404, retry: 'no', request_id: 'req_404' }),
  );
}

function send(response: ServerResponse, status: number, body: string | Buffer, type = 'application/json'): void {
  response
    .writeHead(status, {
      ...cors,
      'content-type': `${type}; charset=utf-8`,
      'content-encoding': 'gzip',
      'cache-control': 'no-store',
    })
    .end(gzipSync(body)); // as the pool does: what a browser waits for is the packed size
}

function art(path: string): string {
  const hue = [...path].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="hsl(${hue} 45% 30%)"/><circle cx="62" cy="36" r="16" fill="hsl(${hue} 60% 62%)"/><path d="M0 78 34 48l26 24 16-12 20 18v18H0z" fill="hsl(${hue} 50% 45%)"/></svg>`;
}

/** Says hello as the checkout does; what the port says is then up to the test, which drives it by window messages. */
const framePage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>frame</title>
<style>html{color-scheme:light dark}html[data-theme=light]{color-scheme:light}html[data-theme=dark]{color-scheme:dark}
body{font:15px system-ui;margin:0;padding:24px 16px;color:light-dark(#151a17,#eef2ef);background:light-dark(#fff,#181c1a)}</style>
<main><p>checkout frame</p><p id="log"></p></main>
<script>
const query = new URLSearchParams(location.search), coupon = query.get('coupon') ?? '';
document.documentElement.dataset.theme = query.get('theme') ?? '';
const origin = query.get('origin'), channel = query.get('channel');
const heard = [];
let port;
const hello = (over) => parent.postMessage({ kameng: 1, type: 'hello', channel, ...over }, origin);
addEventListener('message', ({ data, source, ports }) => {
  if (source !== parent) return;
  if (data.type === 'port' && !port) {
    port = ports[0];
    port.onmessage = ({ data }) => {
      heard.push(data);
      document.querySelector('#log').textContent += ' ' + data.type;
      parent.postMessage({ heard: data }, origin);
      if (data.type === 'close_requested' && coupon !== 'stays') port.postMessage({ type: 'close' });
    };
    if (coupon !== 'slow') { port.postMessage({ type: 'ready' }); port.postMessage({ type: 'resize', height: 420 }); }
    parent.postMessage({ linked: true }, origin);
  }
  if (data.drive) port.postMessage(data.drive);
  if (data.hello) hello(data.hello);
});
if (coupon !== 'silent') hello();
</script>`;

/** Another page of the pool's origin, which wants to be taken for the frame. */
const strangerPage = `<!doctype html><title>stranger</title><script>
const query = new URLSearchParams(location.search);
addEventListener('message', ({ data }) => data.type === 'port' && parent.postMessage({ stolen: true }, '*'));
parent.postMessage({ kameng: 1, type: 'hello', channel: query.get('channel') }, '*');
parent.postMessage({ tried: true }, '*');
</script>`;
