import type { CodeFields } from '@kameng/contract/order';
import { endOfCode, faultOfField } from '../code-fields.ts';
import type { ImportFormat } from './import-format.ts';

/** Why a line was refused. The last two are found by the database, the others by looking at the line. */
export type LineFault =
  | 'not_text'
  | 'too_long'
  | 'wrong_columns'
  | 'missing_field'
  | 'bad_field'
  | 'formula'
  | 'bad_expiry'
  | 'expired'
  | 'duplicate_in_file'
  | 'duplicate_in_pool';

/** What a line must have to be a code of the product at this time. */
export interface LineTerms {
  format: ImportFormat;
  /** Which fields a code of the product has. */
  codeFields: readonly string[];
  atMs: number;
}

/** Reads one line without its line break. */
export function parseLine(line: string, { format, codeFields, atMs }: LineTerms): CodeFields | LineFault {
  const values = splitLine(line, format);
  if (values === undefined) return 'wrong_columns';
  // Spreadsheets end lines with empty columns; anything else that no column is named for may be a part of the code.
  if (values.length > format.columns.length && values.slice(format.columns.length).some((value) => value.trim() !== ''))
    return 'wrong_columns';
  const fields: CodeFields = {};
  for (const [index, field] of format.columns.entries()) {
    const value = values[index]?.trim() ?? '';
    if (field === null || value === '') continue;
    const fault = faultOfField(field, value);
    if (fault !== undefined) return fault;
    fields[field] = value;
  }
  for (const field of codeFields) if (fields[field as keyof CodeFields] === undefined) return 'missing_field';
  if (fields.expires_at !== undefined) {
    const end = endOfCode(fields.expires_at);
    if (end === undefined) return 'bad_expiry';
    if (end <= atMs) return 'expired';
  }
  return fields;
}

/** The columns of a line; undefined when its quotes do not fit together. */
export function splitLine(
  line: string,
  { delimiter, quoted }: Pick<ImportFormat, 'delimiter' | 'quoted'>,
): string[] | undefined {
  if (!quoted || !line.includes('"')) return delimiter === '' ? [line] : line.split(delimiter);
  const values: string[] = [];
  for (let at = 0; at <= line.length;) {
    const found = readColumn(line, at, delimiter);
    if (found === undefined) return undefined;
    values.push(found.value);
    at = found.next;
  }
  return values;
}

/** One column from `at` on; `next` is where the following one begins, behind the line's end after the last. */
function readColumn(line: string, at: number, delimiter: string): { value: string; next: number } | undefined {
  if (line[at] !== '"') {
    const end = delimiter === '' ? -1 : line.indexOf(delimiter, at);
    const stop = end === -1 ? line.length : end;
    const value = line.slice(at, stop);
    // A quote in the middle of an unquoted column is a broken line, not a sign of the code.
    return value.includes('"') ? undefined : { value, next: end === -1 ? line.length + 1 : end + delimiter.length };
  }
  let value = '';
  for (let from = at + 1; ;) {
    const quote = line.indexOf('"', from);
    if (quote === -1) return undefined;
    value += line.slice(from, quote);
    if (line[quote + 1] !== '"') {
      const rest = quote + 1;
      if (rest === line.length) return { value, next: line.length + 1 };
      return delimiter !== '' && line.startsWith(delimiter, rest)
        ? { value, next: rest + delimiter.length }
        : undefined;
    }
    value += '"';
    from = quote + 2;
  }
}
