import { ApiError } from '../api-error.ts';

/** How files begin that people take for text. */
const beginnings: readonly (readonly [bytes: number[], words: string])[] = [
  [
    [0x50, 0x4b],
    'This is an Excel workbook or a zip archive, which is never unpacked here: upload it in the console, or save it as CSV (UTF-8).',
  ],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    'This is an old Excel workbook, or one with a password: save it without one as .xlsx and upload it in the console, or save it as CSV (UTF-8).',
  ],
  [[0x1f, 0x8b], 'This is a compressed file, which is never unpacked here.'],
  [[0x42, 0x5a, 0x68], 'This is a compressed file, which is never unpacked here.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'This is a compressed file, which is never unpacked here.'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'This is a compressed file, which is never unpacked here.'],
  [[0x52, 0x61, 0x72, 0x21], 'This is a compressed file, which is never unpacked here.'],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF.'],
  [[0xff, 0xfe], 'This is text in UTF-16, which spreadsheets call Unicode text.'],
  [[0xfe, 0xff], 'This is text in UTF-16, which spreadsheets call Unicode text.'],
];

/** Controls that no text file has: all but tab and line breaks. */
const isControl = (byte: number) => (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127;

/** Throws `file_refused`, in words, for bytes that cannot be part of a text file. */
export function checkBytes(bytes: Buffer, { first }: { first: boolean }): void {
  const known = first ? beginnings.find(([start]) => start.every((byte, place) => bytes[place] === byte)) : undefined;
  if (known) throw new ApiError('file_refused', { detail: known[1] });
  // As single bytes: in UTF-8 and GB18030 a control is itself and no part of another sign.
  if (bytes.some(isControl)) throw new ApiError('file_refused', { detail: 'There are bytes in it that no text has.' });
}

/** Throws `file_refused` for a name that is not one of a text file. */
export function checkName(name: string): void {
  if (/\.(csv|tsv|txt)$/i.test(name)) return;
  const workbook = /\.(xlsx?|xlsm|ods|numbers)$/i.test(name);
  throw new ApiError('file_refused', {
    detail: workbook
      ? 'Workbooks are not unpacked here: upload an .xlsx in the console, or save the sheet with the codes as CSV (UTF-8).'
      : 'A file of codes ends in .csv, .tsv or .txt.',
  });
}
