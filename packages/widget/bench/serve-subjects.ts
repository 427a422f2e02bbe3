import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A page to measure: what is in it, and the scripts it loads by their address on this server. */
export interface Subject {
  body: string;
  /** Path on the server → file or text. */
  scripts: Record<string, string | Buffer>;
}

export interface Served {
  url: string;
  close: () => void;
}

/** The same article for everyone, so that only what is embedded differs. */
const article = Array.from(
  { length: 40 },
  (_, at) => `<p>${at + 1}. The quick brown fox jumps over the lazy dog, again and again, as long as the page is.</p>`,
);

/** Serves each subject as `/name`, packed as a web server packs, on a port of its own. */
export async function serveSubjects(subjects: Record<string, Subject>): Promise<Served> {
  const scripts = Object.assign({}, ...Object.values(subjects).map((subject) => subject.scripts)) as Subject['scripts'];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const subject = subjects[path.slice(1)];
    const script = scripts[path];
    if (!subject && script === undefined) return void response.writeHead(404).end();
    const body = subject ? page(subject) : script;
    response
      .writeHead(200, {
        'content-type': `${subject ? 'text/html' : 'text/javascript'}; charset=utf-8`,
        'content-encoding': 'gzip',
        'cache-control': 'max-age=60',
      })
      .end(gzipSync(body ?? ''));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function page({ body }: Subject): string {
  const half = article.length / 2;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="description" content="An article with a shop in it."><title>An article</title><link rel="icon" href="data:,"><body><main><h1>An article</h1>${article.slice(0, half).join('')}${body}${article.slice(half).join('')}</main>`;
}

/** A file as text, for a subject's scripts. */
export function file(path: string): Buffer {
  return readFileSync(path);
}
