import { WorkbookRefused } from './workbook-fault.ts';

/** Bytes that may come out of an archive in all; counted while they come, whatever its directory says. */
export const unpackedMax = 256 * 1024 * 1024;
const directoryMax = 8 * 1024 * 1024;
const entriesMax = 10_000;

interface Entry {
  method: number;
  packed: number;
  at: number;
}

/** An opened archive: its parts are unpacked when they are asked for. */
export interface Zip {
  has: (path: string) => boolean;
  /** The text of a part, piece by piece. */
  read: (path: string, onPacked?: (done: number, total: number) => void) => AsyncGenerator<string, void>;
}

/** Opens a zip archive that an office program wrote. Throws WorkbookRefused. */
export async function openZip(file: Blob, { most = unpackedMax } = {}): Promise<Zip> {
  const start = await view(file, 0, 4);
  // An OLE file: what Excel makes of a workbook with a password, and what it wrote before 2007.
  if (start.byteLength === 4 && start.getUint32(0) === 0xd0cf11e0) throw new WorkbookRefused('locked');
  if (start.byteLength < 4 || start.getUint32(0) !== 0x504b0304) throw new WorkbookRefused('not_a_workbook');
  const entries = await readDirectory(file);
  const budget = { left: most };
  return {
    has: (path) => entries.has(path),
    read: (path, onPacked) => readEntry(file, entries.get(path), budget, onPacked),
  };
}

/** Bytes at the end in which the end of the directory is looked for: its own and the longest comment. */
const tailBytes = 22 + 0xffff;

async function readDirectory(file: Blob): Promise<Map<string, Entry>> {
  const tail = await view(file, Math.max(0, file.size - tailBytes), file.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end) !== 0x504b0506) end -= 1;
  if (end < 0) throw new WorkbookRefused('broken');
  const [count, bytes, from] = [
    tail.getUint16(end + 10, true),
    tail.getUint32(end + 12, true),
    tail.getUint32(end + 16, true),
  ];
  if (count > entriesMax || bytes > directoryMax || from + bytes > file.size) throw new WorkbookRefused('broken');
  const directory = await view(file, from, from + bytes);
  const entries = new Map<string, Entry>();
  let at = 0;
  for (let nth = 0; nth < count; nth += 1) {
    if (at + 46 > directory.byteLength || directory.getUint32(at) !== 0x504b0102) throw new WorkbookRefused('broken');
    if ((directory.getUint16(at + 8, true) & 1) !== 0) throw new WorkbookRefused('locked');
    const nameBytes = directory.getUint16(at + 28, true);
    if (at + 46 + nameBytes > directory.byteLength) throw new WorkbookRefused('broken');
    const name = new TextDecoder().decode(new Uint8Array(directory.buffer, at + 46, nameBytes));
    entries.set(name, {
      method: directory.getUint16(at + 10, true),
      packed: directory.getUint32(at + 20, true),
      at: directory.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  }
  return entries;
}

async function* readEntry(
  file: Blob,
  entry: Entry | undefined,
  budget: { left: number },
  onPacked?: (done: number, total: number) => void,
): AsyncGenerator<string, void> {
  if (!entry || (entry.method !== 0 && entry.method !== 8)) throw new WorkbookRefused('broken');
  const head = await view(file, entry.at, entry.at + 30);
  if (head.byteLength < 30 || head.getUint32(0) !== 0x504b0304) throw new WorkbookRefused('broken');
  const from = entry.at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  if (from + entry.packed > file.size) throw new WorkbookRefused('broken');
  let done = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      done += chunk.length;
      onPacked?.(done, entry.packed);
      controller.enqueue(chunk);
    },
  });
  const packed = file
    .slice(from, from + entry.packed)
    .stream()
    .pipeThrough(counted);
  const plain = entry.method === 8 ? packed.pipeThrough(new DecompressionStream('deflate-raw')) : packed;
  const reader = plain.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (;;) {
      const { done: ended, value } = await pull(reader);
      if (ended) break;
      budget.left -= value.length;
      if (budget.left < 0) throw new WorkbookRefused('too_large');
      yield decode(decoder, value);
    }
    yield decode(decoder);
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** What cannot be unpacked is a broken file, whatever the browser calls it. */
async function pull(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>> {
  try {
    return await reader.read();
  } catch (error) {
    throw error instanceof TypeError ? new WorkbookRefused('broken') : error;
  }
}

function decode(decoder: TextDecoder, bytes?: Uint8Array<ArrayBuffer>): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw new WorkbookRefused('broken');
  }
}

async function view(file: Blob, from: number, to: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await file.slice(from, to).arrayBuffer());
}
