import type { Zip } from './open-zip.ts';
import { parseXml } from './parse-xml.ts';
import { WorkbookRefused } from './workbook-fault.ts';
import { type Cell, type CellFault, writeCell } from './write-cell.ts';

/** Most rows that a sheet can have, and columns that the pool reads. */
export const rowsMax = 1_048_576;
const columnsMax = 32;
/** As much as the pool takes of one file; counted in characters, of which none is less than a byte. */
const charactersMax = 128 * 1024 * 1024;
/** Rows that are named for each fault. */
const namedMax = 20;

/** Cells that were left empty for one reason. */
export interface CellWarning {
  fault: CellFault;
  count: number;
  /** The first rows that have one. */
  rows: number[];
}

export interface SheetText {
  /** Lines by row: the nth line is the sheet's nth row, empty ones too, so that a report names the rows of the sheet. */
  lines: string[];
  warnings: CellWarning[];
}

interface Shared {
  strings: readonly string[];
  formats: readonly string[];
  from1904: boolean;
}

/** Turns a sheet into lines of CSV, all with as many columns as the widest; the same sheet always into the same. Throws WorkbookRefused. */
export async function readSheet(pieces: ReturnType<Zip['read']>, shared: Shared): Promise<SheetText> {
  const lines: string[] = [];
  const widths: number[] = [];
  const warnings = new Map<CellFault, CellWarning>();
  let [row, column, widest, characters] = [0, 0, 0, 0];
  let values: string[] = [];
  let cell: Cell = { type: 'n', value: '', format: '' };
  let [collecting, aloud] = [false, false];
  const warn = (fault: CellFault) => {
    const known = warnings.get(fault) ?? { fault, count: 0, rows: [] };
    warnings.set(fault, known);
    known.count += 1;
    if (known.rows.length < namedMax && known.rows.at(-1) !== row) known.rows.push(row);
  };
  const endCell = () => {
    const written = writeCell(cell, shared);
    if ('fault' in written) warn(written.fault);
    else if (written.text !== '') {
      if (column > columnsMax) throw new WorkbookRefused('too_many_columns');
      while (values.length < column) values.push('');
      values[column - 1] = quote(written.text);
    }
  };
  const endRow = () => {
    // Rows that are not there are empty lines.
    while (lines.length < row - 1) {
      lines.push('');
      widths.push(0);
    }
    const line = values.join(',');
    lines.push(line);
    widths.push(values.length);
    widest = Math.max(widest, values.length);
    characters += line.length + 1;
    if (characters > charactersMax) throw new WorkbookRefused('too_large');
  };
  await parseXml(pieces, {
    open: (name, attributes) => {
      if (name === 'row') {
        const next = Number(attributes()['r'] ?? row + 1);
        if (next > rowsMax) throw new WorkbookRefused('too_many_rows');
        if (!Number.isInteger(next) || next <= row) throw new WorkbookRefused('broken');
        [row, column, values] = [next, 0, []];
      } else if (name === 'c') {
        const { r, t = 'n', s } = attributes();
        const next = r === undefined ? column + 1 : columnOf(r);
        if (next <= column) throw new WorkbookRefused('broken');
        column = next;
        cell = { type: t, value: '', format: (s !== undefined && shared.formats[Number(s)]) || '' };
      } else if (name === 'rPh') aloud = true;
      else if (name === 'v' || name === 't') collecting = !aloud;
    },
    text: (text) => {
      if (collecting) cell.value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') collecting = false;
      else if (name === 'rPh') aloud = false;
      else if (name === 'c') endCell();
      else if (name === 'row') endRow();
    },
  });
  return {
    lines: lines.map((line, at) => (line === '' ? '' : line + ','.repeat(widest - widths[at]!))),
    warnings: [...warnings.values()],
  };
}

/** The number of the column in a reference such as AB12. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function quote(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
