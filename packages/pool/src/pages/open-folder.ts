import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A file of a built folder, whole and compressed as far as that helps. */
export interface ServedFile {
  type: string;
  etag: string;
  identity: Buffer;
  br: Buffer | undefined;
  gzip: Buffer | undefined;
}

/** A folder of built files. */
export interface Folder {
  /** The file at a URL path below the folder, `folder` when the path is one, undefined when there is nothing. */
  read(path: string): Promise<ServedFile | 'folder' | undefined>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.d.ts': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Files kept in memory for one folder; built folders have fewer. */
const filesMax = 2000;
const fileBytesMax = 16 * 1024 * 1024;
/** Up to this size the last percent is worth the time; it is compressed once, not once a request. */
const bestBytesMax = 64 * 1024;

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/**
 * Opens a folder for serving. Files are read and compressed once and again when they change, so a build during the run is seen.
 * A path cannot leave the folder, and nothing whose name begins with a dot is served.
 */
export function openFolder(directory: string): Folder {
  const kept = new Map<string, { changed: string; file: Promise<ServedFile> }>();
  return {
    async read(path) {
      const name = safeName(path);
      if (name === undefined) return undefined;
      const full = join(directory, name);
      const info = await stat(full).catch(() => undefined);
      if (info?.isDirectory()) return 'folder';
      if (!info?.isFile() || info.size > fileBytesMax) return undefined;
      const changed = `${info.mtimeMs} ${info.size}`;
      const found = kept.get(name);
      if (found?.changed === changed) return found.file;
      if (kept.size >= filesMax) kept.clear();
      const file = load(full);
      kept.set(name, { changed, file });
      file.catch(() => kept.delete(name));
      return file;
    },
  };
}

/** The path as a name below the folder; undefined when it tries to be anything else. */
function safeName(path: string): string | undefined {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.some((part) => part.startsWith('.') || /[\\\0:]/.test(part)) ? undefined : parts.join('/');
}

async function load(full: string): Promise<ServedFile> {
  const identity = await readFile(full);
  const type = types[full.endsWith('.d.ts') ? '.d.ts' : extname(full)] ?? 'application/octet-stream';
  const file: ServedFile = { type, etag: digest(identity), identity, br: undefined, gzip: undefined };
  if (!/^text\/|json|svg/.test(type) || identity.length < 256) return file;
  const quality = identity.length <= bestBytesMax ? 11 : 9;
  const [br, gz] = await Promise.all([
    brotli(identity, {
      params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length },
    }),
    deflate(identity, { level: 9 }),
  ]);
  return { ...file, br, gzip: gz };
}

function digest(bytes: Buffer): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
}
