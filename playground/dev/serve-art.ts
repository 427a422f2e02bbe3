import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from './dev-pool.ts';

/** Pictures of the demo's products. */
export function serveArt(folder: string): Answer {
  return async (request, response) => {
    const name = /^\/art\/([a-z0-9-]+\.svg)$/.exec(request.url ?? '')?.[1];
    if (name === undefined) return false;
    const art = await readFile(join(folder, name)).catch(() => null);
    if (art === null) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'image/svg+xml', 'access-control-allow-origin': '*' }).end(art);
    return true;
  };
}
