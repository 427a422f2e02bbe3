import { openZip, unpackedMax } from './open-zip.ts';
import { readBook, readFormats, readStrings } from './read-book.ts';
import { type CellWarning, readSheet } from './read-sheet.ts';
import { WorkbookRefused } from './workbook-fault.ts';

/** What became of a workbook: its sheets when one has to be chosen, else one of them as CSV. */
export type Conversion =
  | { kind: 'sheets'; sheets: string[] }
  | { kind: 'csv'; sheets: string[]; csv: Blob; warnings: CellWarning[] };

/** Reads a sheet of a workbook, the only one when none is named. Throws WorkbookRefused. */
export async function convertWorkbook(
  file: Blob,
  {
    sheet,
    most = unpackedMax,
    onProgress,
  }: { sheet?: string | undefined; most?: number; onProgress?: (done: number, total: number) => void } = {},
): Promise<Conversion> {
  const zip = await openZip(file, { most });
  const book = await readBook(zip);
  const sheets = book.sheets.map(({ name }) => name);
  if (sheet === undefined && sheets.length > 1) return { kind: 'sheets', sheets };
  const chosen = sheet === undefined ? book.sheets[0] : book.sheets.find(({ name }) => name === sheet);
  if (!chosen) throw new WorkbookRefused('no_sheet');
  const strings = await readStrings(zip, book.stringsPath);
  const formats = await readFormats(zip, book.stylesPath);
  const { from1904 } = book;
  const { lines, warnings } = await readSheet(zip.read(chosen.path, onProgress), { strings, formats, from1904 });
  const csv = new Blob(lines.length === 0 ? [] : [lines.join('\n'), '\n'], { type: 'text/csv' });
  return { kind: 'csv', sheets, csv, warnings };
}
