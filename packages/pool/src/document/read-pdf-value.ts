/** A value of a PDF. Numbers, strings and keywords stay as they are written; names are without their escapes. */
export type PdfValue =
  | { kind: 'raw'; text: string }
  | { kind: 'name'; name: string }
  | { kind: 'reference'; number: number }
  | { kind: 'array'; items: PdfValue[] }
  | PdfDictionary;

export interface PdfDictionary {
  kind: 'dictionary';
  entries: Map<string, PdfValue>;
}

/** Where in a text one reads. */
export interface PdfCursor {
  readonly text: string;
  at: number;
}

/** What is read is no PDF. */
export class PdfBroken extends Error {}

/** Deeper than what any program writes; a reader that calls itself would end there. */
const depthMax = 64;
/** Longer than any number. */
const wordMax = 64;

// ISO 32000-2 §7.2: what separates, and what ends a name, number or keyword.
const blank = /[\0\t\n\f\r ]+/y;
const comment = /%[^\r\n]*/y;
const regular = /[^\0\t\n\f\r ()<>[\]{}/%]*/y;
const reference = /(\d{1,10})[\0\t\n\f\r ]{1,20}\d{1,5}[\0\t\n\f\r ]{1,20}R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
const hex = /<[\0\t\n\f\r 0-9A-Fa-f]*>/y;

/** Reads as far as a pattern goes from here; the pattern is sticky. Answers nothing when it does not fit here. */
export function take(cursor: PdfCursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found) cursor.at = pattern.lastIndex;
  return found;
}

/** Passes blanks and comments. */
export function skipBlank(cursor: PdfCursor): void {
  while (take(cursor, blank) ?? take(cursor, comment));
}

/** Reads one value and goes behind it (ISO 32000-2 §7.3). Throws PdfBroken. */
export function readPdfValue(cursor: PdfCursor, depth = 0): PdfValue {
  if (depth > depthMax) throw new PdfBroken();
  skipBlank(cursor);
  const { text, at } = cursor;
  if (text.startsWith('<<', at)) return readDictionary(cursor, depth);
  switch (text[at]) {
    case '[':
      return readArray(cursor, depth);
    case '/':
      return { kind: 'name', name: readName(cursor) };
    case '(':
      return { kind: 'raw', text: readString(cursor) };
    case '<':
      return { kind: 'raw', text: take(cursor, hex)?.[0] ?? broken() };
    default: {
      const pointed = take(cursor, reference);
      if (pointed) return { kind: 'reference', number: Number(pointed[1]) };
      const word = take(cursor, regular)?.[0] ?? '';
      // Every number, and the three words that are values; anything else would be a program.
      if (word.length > wordMax || !/^(?:[+\-.\d]+|true|false|null)$/.test(word)) throw new PdfBroken();
      return { kind: 'raw', text: word };
    }
  }
}

function readDictionary(cursor: PdfCursor, depth: number): PdfDictionary {
  const entries = new Map<string, PdfValue>();
  cursor.at += 2;
  for (skipBlank(cursor); !cursor.text.startsWith('>>', cursor.at); skipBlank(cursor)) {
    if (cursor.text[cursor.at] !== '/') throw new PdfBroken();
    const name = readName(cursor);
    entries.set(name, readPdfValue(cursor, depth + 1));
  }
  cursor.at += 2;
  return { kind: 'dictionary', entries };
}

function readArray(cursor: PdfCursor, depth: number): PdfValue {
  const items: PdfValue[] = [];
  cursor.at += 1;
  for (skipBlank(cursor); cursor.text[cursor.at] !== ']'; skipBlank(cursor))
    items.push(readPdfValue(cursor, depth + 1));
  cursor.at += 1;
  return { kind: 'array', items };
}

function readName(cursor: PdfCursor): string {
  cursor.at += 1;
  const written = take(cursor, regular)?.[0] ?? '';
  return written.replaceAll(/#([0-9A-Fa-f]{2})/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function readString(cursor: PdfCursor): string {
  const { text, at } = cursor;
  let open = 0;
  for (let next = at; next < text.length; next += 1) {
    const sign = text[next];
    if (sign === '\\') next += 1;
    else if (sign === '(') open += 1;
    else if (sign === ')') open -= 1;
    if (open > 0) continue;
    cursor.at = next + 1;
    return text.slice(at, cursor.at);
  }
  return broken();
}

function broken(): never {
  throw new PdfBroken();
}
