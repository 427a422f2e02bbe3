import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { ImportSource } from './read-chunks.ts';

/** A file on this machine as the source of an import. */
export function openFile(path: string): ImportSource {
  return { name: basename(path), open: () => createReadStream(path) };
}
