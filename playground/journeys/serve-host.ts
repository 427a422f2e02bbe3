import { createServer } from 'node:http';

export interface Host {
  /** `http://127.0.0.1:…`: another origin than the pool, and another site. */
  url: string;
  /** Puts a page at a path, or with a type of its own anything else; `POOL` in it and in its headers becomes the pool's address. */
  put: (path: string, html: string, headers?: Readonly<Record<string, string>>) => string;
  close: () => Promise<void>;
}

/** Somebody else's web server. It shows the playground's demo pages as a user would keep them, and pages made up by a test. */
export async function serveHost(poolUrl: string): Promise<Host> {
  const pages = new Map<string, { body: string; headers: Record<string, string> }>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const page = pages.get(pathname);
    if (page !== undefined)
      return void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers })
        .end(page.body);
    if (!pathname.startsWith('/playground/')) return void response.writeHead(404).end();
    fetch(poolUrl + request.url)
      .then(async (found) => {
        const type = found.headers.get('content-type') ?? 'application/octet-stream';
        const bytes = Buffer.from(await found.arrayBuffer());
        const body = type.startsWith('text/html') ? pointAtPool(bytes.toString(), poolUrl) : bytes;
        response.writeHead(found.status, { 'content-type': type }).end(body);
      })
      .catch(() => response.writeHead(502).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  return {
    url,
    put(path, html, headers = {}) {
      const filled = Object.entries(headers).map(([name, value]) => [name, value.replaceAll('POOL', poolUrl)]);
      pages.set(path, { body: html.replaceAll('POOL', poolUrl), headers: Object.fromEntries(filled) });
      return url + path;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The pool's addresses in a page of the playground, as they are written on any other host. */
function pointAtPool(html: string, poolUrl: string): string {
  return html.replaceAll(/(src|href)="\/(embed|buy|o)\//g, `$1="${poolUrl}/$2/`);
}
