import type { Conversion } from './convert-workbook.ts';
import { readWorkbook } from './read-workbook.ts';

/** Whether a file is one that is read here and sent as CSV. */
export function isWorkbook({ name }: File): boolean {
  return /\.xlsx$/i.test(name);
}

/** Characters of a file's name that are kept; the pool takes 255 with the sheet's, of at most 31. */
const nameMax = 200;

/** What a sheet of a workbook is called as CSV. Named so that the same sheet is found again when the sending broke off. */
function csvName(name: string, sheets: readonly string[], sheet: string): string {
  return `${name.slice(0, nameMax)}${sheets.length > 1 ? ` [${sheet}]` : ''}.csv`;
}

/** A sheet as the file that is sent. */
export function csvFileOf(file: File, { sheets, csv }: Conversion & { kind: 'csv' }, sheet = sheets[0]!): File {
  return new File([csv], csvName(file.name, sheets, sheet), { type: 'text/csv' });
}

/** Reads the sheet of a workbook again that was being sent under a name; undefined when there is none. Throws WorkbookRefused. */
export async function readAgain(
  file: File,
  sentAs: string,
  onProgress: (progress: { done: number; total: number }) => void,
): Promise<File | undefined> {
  const first = await readWorkbook({ file }, onProgress);
  const sheet = first.sheets.find((each) => csvName(file.name, first.sheets, each) === sentAs);
  if (sheet === undefined) return undefined;
  const found = first.kind === 'csv' ? first : await readWorkbook({ file, sheet }, onProgress);
  return found.kind === 'csv' ? csvFileOf(file, found, sheet) : undefined;
}
