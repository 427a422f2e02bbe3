import { createHash } from 'node:crypto';
import { ImportError } from './import-error.ts';

/** A file's bytes from its beginning. Opened anew for every look at it, so that an import can go on after a crash. */
export interface ImportSource {
  name: string;
  open(): AsyncIterable<Uint8Array>;
}

/** How far into a file an import is, and the hash of all before. */
export interface FileMark {
  bytes: number;
  lines: number;
  sha256: Buffer | null;
}

/** A run of whole lines. */
export interface Chunk {
  bytes: Buffer;
  /** Lines with anything on them, the header aside. */
  rows: number;
  /** Number of the first line, from 1. */
  firstLine: number;
  /** Lines of which only the beginning is in `bytes`, because they are too long to be a code. */
  overlong: number[];
  /** Where the file stands behind this chunk. */
  mark: FileMark & { sha256: Buffer };
}

export interface ChunkLimits {
  rowsMax: number;
  bytesMax: number;
  /** Longest line in bytes, its line break included. */
  lineMax: number;
}

export const defaultChunkLimits: ChunkLimits = { rowsMax: 5000, bytesMax: 1024 * 1024, lineMax: 4096 };

const newline = 10;
const carriageReturn = 13;

/**
 * Cuts a file into chunks of whole lines, beginning behind a mark. Holds one chunk and one block of the source at most, however
 * long a line is. Throws ImportError `source_changed` when what is before the mark is not what it was.
 */
export async function* readChunks(
  source: ImportSource,
  { header, from, limits = defaultChunkLimits }: { header: boolean; from: FileMark; limits?: ChunkLimits },
): AsyncGenerator<Chunk> {
  const hash = createHash('sha256');
  let skip = from.bytes;
  const cut = createCutter(hash, header, from, limits);
  if (skip === 0) checkPrefix(hash.copy().digest(), from);
  for await (const block of source.open()) {
    const data = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
    const skipped = Math.min(skip, data.length);
    if (skipped > 0) {
      hash.update(data.subarray(0, skipped));
      skip -= skipped;
      if (skip === 0) checkPrefix(hash.copy().digest(), from);
    }
    yield* cut.take(data.subarray(skipped));
  }
  if (skip > 0) throw sourceChanged();
  yield* cut.end();
}

function checkPrefix(digest: Buffer, from: FileMark): void {
  if (from.sha256 && !digest.equals(from.sha256)) throw sourceChanged();
}

function sourceChanged(): ImportError {
  return new ImportError(
    'source_changed',
    'This is not the file the import began with. Give the same one, or begin a new import.',
  );
}

function createCutter(
  hash: ReturnType<typeof createHash>,
  header: boolean,
  from: FileMark,
  { rowsMax, bytesMax, lineMax }: ChunkLimits,
) {
  let [bytes, lines] = [from.bytes, from.lines];
  let kept: Buffer[] = [];
  let [keptBytes, rows, linesIn, overlong]: [number, number, number, number[]] = [0, 0, 0, []];
  /** The line that is being read, which may have begun in an earlier block. */
  let [lineBytes, lastByte] = [0, 0];

  function keep(part: Buffer): void {
    // A copy: the source may use its block again.
    if (part.length > 0) kept.push(Buffer.from(part));
    keptBytes += part.length;
  }
  function endLine(contentBytes: number): void {
    lines += 1;
    if (contentBytes > 0 && !(header && lines === 1)) rows += 1;
    lineBytes = 0;
  }
  function flush(): Chunk {
    const mark = { bytes, lines, sha256: hash.copy().digest() };
    const chunk = { bytes: Buffer.concat(kept), rows, firstLine: lines - linesIn + 1, overlong, mark };
    [kept, keptBytes, rows, overlong, linesIn] = [[], 0, 0, [], 0];
    return chunk;
  }

  return {
    *take(data: Buffer): Generator<Chunk> {
      // Whole stretches are hashed and kept at once; line by line would cost more than the lines do.
      let [hashed, stretch] = [0, 0];
      for (let at = 0; at < data.length;) {
        const found = data.indexOf(newline, at);
        const end = found === -1 ? data.length : found + 1;
        if (lineBytes + end - at > lineMax) {
          if (overlong.at(-1) !== lines + 1) overlong.push(lines + 1);
          keep(data.subarray(stretch, Math.max(stretch, at + lineMax - lineBytes)));
          stretch = found === -1 ? end : found;
        }
        lineBytes += end - at;
        if (found !== -1) {
          const before = found > 0 ? data[found - 1] : lastByte;
          linesIn += 1;
          endLine(lineBytes - (before === carriageReturn && lineBytes > 1 ? 2 : 1));
          if (rows >= rowsMax || keptBytes + end - stretch >= bytesMax) {
            hash.update(data.subarray(hashed, end));
            bytes += end - hashed;
            keep(data.subarray(stretch, end));
            yield flush();
            hashed = stretch = end;
          }
        }
        at = end;
      }
      hash.update(data.subarray(hashed));
      bytes += data.length - hashed;
      keep(data.subarray(stretch));
      lastByte = data.at(-1) ?? lastByte;
    },
    *end(): Generator<Chunk> {
      if (lineBytes > 0) {
        linesIn += 1;
        endLine(lineBytes - (lastByte === carriageReturn ? 1 : 0));
      }
      if (linesIn > 0) yield flush();
    },
  };
}
