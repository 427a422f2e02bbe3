import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from './dev-pool.ts';

/** The widget's files under their published names, each a bridge to its source. */
export function serveEmbed(sources: string): Answer {
  return async (request, response) => {
    const name = /^\/embed\/v[\w.-]+\/([a-z]+)\.js(\?|$)/.exec(request.url ?? '')?.[1];
    if (name === undefined || !existsSync(join(sources, `${name}.ts`))) return false;
    // An address in full: in a script of another origin a path would be resolved against nothing.
    const source = JSON.stringify(`http://${request.headers.host}/playground/@fs${join(sources, `${name}.ts`)}`);
    // The loader is a classic script, the others are modules. VERSION is what a build would put in.
    const text = name === 'kameng' ? `globalThis.VERSION ??= 'dev';\nimport(${source});` : `export * from ${source};`;
    response.writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' }).end(text);
    return true;
  };
}
