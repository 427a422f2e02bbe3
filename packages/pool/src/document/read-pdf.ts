import { inflateSync } from 'node:zlib';
import {
  PdfBroken,
  type PdfCursor,
  type PdfDictionary,
  type PdfValue,
  readPdfValue,
  skipBlank,
  take,
} from './read-pdf-value.ts';

/** A numbered object, and the bytes behind it when it is a stream, packed as they came. */
export interface PdfObject {
  value: PdfValue;
  stream?: string;
}

/** Everything that a PDF has, whatever its table of offsets says. */
export interface Pdf {
  objects: Map<number, PdfObject>;
  /** What the ends of the file say in all, the last word counting. */
  trailer: Map<string, PdfValue>;
}

/** More objects than three megabytes of an honest file have. */
const objectsMax = 100_000;
/** Bytes that objects may come to once they are unpacked. */
const unpackedMax = 8 * 1024 * 1024;

const beginning = /(\d{1,10})[\0\t\n\f\r ]{1,20}\d{1,5}[\0\t\n\f\r ]{1,20}obj\b|\btrailer\b/g;
const streamBegin = /stream(?:\r\n|\n|\r)/y;
const pair = /[\0\t\n\f\r ]{0,20}(\d{1,10})[\0\t\n\f\r ]{1,20}(\d{1,10})/y;

/** Reads every object of a PDF in the order of the file, a later one of the same number in place of the earlier. Throws PdfBroken. */
export function readPdf(bytes: Buffer): Pdf {
  const text = bytes.toString('latin1');
  const pdf: Pdf = { objects: new Map(), trailer: new Map() };
  const cursor: PdfCursor = { text, at: 0 };
  const budget = { objects: objectsMax, bytes: unpackedMax };
  for (;;) {
    beginning.lastIndex = cursor.at;
    const found = beginning.exec(text);
    if (!found) break;
    cursor.at = beginning.lastIndex;
    const value = readPdfValue(cursor);
    if (found[1] === undefined) {
      if (value.kind !== 'dictionary') throw new PdfBroken();
      addTrailer(pdf, value);
    } else addObject(pdf, { number: Number(found[1]), value, cursor, budget });
  }
  return pdf;
}

interface Budget {
  objects: number;
  bytes: number;
}

function addTrailer({ trailer }: Pdf, { entries }: PdfDictionary): void {
  for (const [name, value] of entries) trailer.set(name, value);
}

function addObject(
  pdf: Pdf,
  { number, value, cursor, budget }: { number: number; value: PdfValue; cursor: PdfCursor; budget: Budget },
): void {
  budget.objects -= 1;
  if (budget.objects < 0) throw new PdfBroken();
  skipBlank(cursor);
  if (value.kind !== 'dictionary' || !take(cursor, streamBegin)) {
    pdf.objects.set(number, { value });
    return;
  }
  const stream = readStream(cursor, value.entries.get('Length'));
  const type = value.entries.get('Type');
  if (type?.kind === 'name' && type.name === 'XRef') addTrailer(pdf, value);
  else if (type?.kind === 'name' && type.name === 'ObjStm') addPacked(pdf, { value, stream, budget });
  else pdf.objects.set(number, { value, stream });
}

/** The bytes of a stream: as many as it says when its end is there, else up to the next end. */
function readStream(cursor: PdfCursor, length: PdfValue | undefined): string {
  const { text, at } = cursor;
  const end = /[\0\t\n\f\r ]{0,20}endstream/y;
  const told = length?.kind === 'raw' && /^\d+$/.test(length.text) ? at + Number(length.text) : undefined;
  if (told !== undefined && told <= text.length) {
    cursor.at = told;
    if (take(cursor, end)) return text.slice(at, told);
  }
  const found = text.indexOf('endstream', at);
  if (found < 0) throw new PdfBroken();
  cursor.at = found + 'endstream'.length;
  return text.slice(at, found).replace(/\r?\n$/, '');
}

/** Objects that lie packed in a stream (ISO 32000-2 §7.5.7), as every program packs them. */
function addPacked(
  pdf: Pdf,
  { value, stream, budget }: { value: PdfDictionary; stream: string; budget: Budget },
): void {
  const text = unpack(value, stream, budget.bytes);
  budget.bytes -= text.length;
  const [count, first] = ['N', 'First'].map((name) => numberOf(value.entries.get(name)));
  budget.objects -= count!;
  if (budget.objects < 0) throw new PdfBroken();
  const head: PdfCursor = { text, at: 0 };
  for (let nth = 0; nth < count!; nth += 1) {
    const place = take(head, pair) ?? raise();
    const packed = readPdfValue({ text, at: first! + Number(place[2]) });
    pdf.objects.set(Number(place[1]), { value: packed });
  }
}

function unpack({ entries }: PdfDictionary, stream: string, most: number): string {
  const filter = entries.get('Filter');
  const [only, ...more] = filter?.kind === 'array' ? filter.items : filter ? [filter] : [];
  if (more.length > 0 || entries.has('DecodeParms')) throw new PdfBroken();
  if (only === undefined) return stream;
  if (only.kind !== 'name' || only.name !== 'FlateDecode') throw new PdfBroken();
  try {
    return inflateSync(Buffer.from(stream, 'latin1'), { maxOutputLength: Math.max(1, most) }).toString('latin1');
  } catch (cause) {
    throw new PdfBroken('', { cause });
  }
}

function numberOf(value: PdfValue | undefined): number {
  return value?.kind === 'raw' && /^\d{1,7}$/.test(value.text) ? Number(value.text) : raise();
}

function raise(): never {
  throw new PdfBroken();
}
