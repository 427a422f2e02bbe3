import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As strict as the pool's own policy may get: nothing inline, nothing from elsewhere. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'";

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
};

/** Serves built files by their name under /docs/, on a free port of loopback. */
export async function serveSite(
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    // The mark is the pool's.
    if (request.url === '/favicon.svg')
      return void response
        .writeHead(200, { 'content-type': 'image/svg+xml' })
        .end('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace(/^\/docs\//, '');
    const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const file = files.get(name);
    if (file === undefined) return void response.writeHead(404).end();
    response.setHeader('content-type', types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
    response.setHeader('content-security-policy', policy);
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/docs/`, server };
}
