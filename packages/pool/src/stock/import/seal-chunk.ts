import { createSealer, type SealedCode, type SealingTerms } from '../seal-codes.ts';
import { packCodes, type PackedCodes } from '../write-codes.ts';
import { type LineFault, type LineTerms, parseLine } from './parse-line.ts';

/** What a worker is told once: how lines are read and how codes are sealed. */
export type ImportTerms = SealingTerms & LineTerms;

export interface LineReport {
  line: number;
  reason: LineFault;
}

/** As much of a chunk as sealing it needs. */
export interface ChunkLines {
  bytes: Uint8Array;
  firstLine: number;
  overlong: readonly number[];
}

/** A chunk that is ready to be written. */
export interface SealedChunk {
  codes: PackedCodes;
  /** The line of each code, in the order of `codes`. */
  lines: Uint32Array;
  faults: LineReport[];
}

/** A function that turns chunks of lines into sealed codes; everything about an import that costs CPU is in here. */
export function createChunkSealer(terms: ImportTerms): (chunk: ChunkLines) => SealedChunk {
  const seal = createSealer(terms);
  const { encoding, header } = terms.format;
  return ({ bytes, firstLine, overlong }) => {
    const tooLong = new Set(overlong);
    const codes: SealedCode[] = [];
    const lines: number[] = [];
    const faults: LineReport[] = [];
    for (const [index, text] of decodeLines(bytes, encoding).entries()) {
      const line = firstLine + index;
      if (line === 1 && header) continue;
      if (tooLong.has(line)) {
        faults.push({ line, reason: 'too_long' });
        continue;
      }
      if (text === '') continue;
      const fields = text === undefined ? 'not_text' : parseLine(text, terms);
      const sealed = typeof fields === 'string' ? undefined : seal(fields);
      if (sealed) {
        codes.push(sealed);
        lines.push(line);
      } else faults.push({ line, reason: typeof fields === 'string' ? fields : 'missing_field' });
    }
    return { codes: packCodes(codes), lines: Uint32Array.from(lines), faults };
  };
}

/** The lines without their breaks; undefined for one that is not text in this encoding. A byte order mark is left out. */
function decodeLines(bytes: Uint8Array, encoding: string): (string | undefined)[] {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const trimmed = (text: string) => (text.endsWith('\r') ? text.slice(0, -1) : text);
  try {
    const lines = decoder.decode(bytes).split('\n');
    // Behind the last line break there is no line.
    if (lines.at(-1) === '') lines.pop();
    return lines.map(trimmed);
  } catch {
    // Some line is not text: find out which. A line break is no part of any sign in these encodings.
    const lines: (string | undefined)[] = [];
    for (let at = 0; at < bytes.length;) {
      const found = bytes.indexOf(10, at);
      const end = found === -1 ? bytes.length : found;
      try {
        lines.push(trimmed(decoder.decode(bytes.subarray(at, end))));
      } catch {
        lines.push(undefined);
      }
      at = end + 1;
    }
    return lines;
  }
}
