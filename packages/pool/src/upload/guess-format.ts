import type { CodeFields } from '@kameng/contract/order';
import type { UploadFormat, UploadPreview } from '@kameng/contract/desk/upload';
import { splitLine } from '../stock/import/parse-line.ts';
import { ApiError } from '../api-error.ts';

type Field = keyof CodeFields;

/** Lines looked at. */
const linesMax = 20;
const delimiters = ['\t', '----', ',', ';', '|'] as const;
/** What people call the fields, compared without spaces and in lower case. */
const names: readonly (readonly [Field, RegExp])[] = [
  ['code', /^(code|key|cdk|cdkey|卡密|激活码|兑换码|券码)$/],
  ['serial', /^(serial|serialnumber|sn|卡号|序列号)$/],
  ['pin', /^(pin|密码|卡密码)$/],
  ['account', /^(account|user|username|login|账号|帐号)$/],
  ['password', /^(password|密码)$/],
  ['link', /^(link|url|链接|网址)$/],
  ['expires_at', /^(expires?|expiresat|expiry|validuntil|有效期|到期|过期时间)$/],
];

/**
 * How the beginning of a file looks to be written, and its first rows, masked.
 * @param start the file's first bytes; the last line may be cut
 * @param whole whether that is all of it
 */
export function guessFormat(start: Buffer, whole: boolean, fields: readonly Field[]): UploadPreview {
  const { encoding, text } = decode(start, whole);
  const cut = whole ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = cut
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, linesMax + 1);
  if (lines.length === 0) throw new ApiError('file_refused', { detail: 'There is no line in it.' });
  const delimiter = guessDelimiter(lines);
  const quoted = delimiter !== '' && lines.some((line) => line.includes('"'));
  const rows = lines.map((line) => splitLine(line, { delimiter, quoted }) ?? [line]);
  const head = rows[0]!.map((name) => name.trim());
  const named = head.map((name) => fieldOf(name, fields));
  const header = named.some((field) => field !== null);
  const columns = header ? named : guessColumns(head.length, fields);
  const format: UploadFormat = { encoding, delimiter, quoted, header, columns };
  return {
    format,
    columns: header ? head : head.map(() => null),
    rows: rows.slice(header ? 1 : 0, linesMax + (header ? 1 : 0)).map((row) => row.slice(0, 32).map(maskCell)),
    fields: [...fields],
  };
}

function decode(start: Buffer, whole: boolean): { encoding: UploadFormat['encoding']; text: string } {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      // Told that more comes, it does not mind a sign that is cut at the end.
      const text = new TextDecoder(encoding, { fatal: true }).decode(start, { stream: !whole });
      return { encoding, text };
    } catch {
      // Not in this encoding.
    }
  }
  throw new ApiError('file_refused', { detail: 'It is text neither in UTF-8 nor in GB18030.' });
}

/** Of how many of the lines a delimiter must make the same number of columns; the others may be broken rows. */
const mostOf = 0.75;

/** The one that cuts most lines into the same number of columns, more than one. */
function guessDelimiter(lines: readonly string[]): string {
  const fits = (delimiter: string) => {
    const widths = lines.map((line) => splitLine(line, { delimiter, quoted: line.includes('"') })?.length ?? 0);
    const counts = new Map<number, number>();
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
    const [width, count] = [...counts].toSorted(([, left], [, right]) => right - left)[0]!;
    return width > 1 && count >= lines.length * mostOf;
  };
  return delimiters.find(fits) ?? '';
}

function fieldOf(name: string, fields: readonly Field[]): Field | null {
  const compared = name
    .replace(/^\uFEFF/, '')
    .replaceAll(/[\s_-]/g, '')
    .toLowerCase();
  return names.find(([field, pattern]) => fields.includes(field) && pattern.test(compared))?.[0] ?? null;
}

function guessColumns(width: number, fields: readonly Field[]): (Field | null)[] {
  return Array.from({ length: width }, (_, place) => fields[place] ?? null);
}

/** The shape of a cell: how long it is, and the last signs of a long one. */
function maskCell(cell: string): string {
  const text = cell.trim();
  return text.length >= 12 ? `····${text.slice(-4)}` : '·'.repeat(Math.min(text.length, 8));
}
