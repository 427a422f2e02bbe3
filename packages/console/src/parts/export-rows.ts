import type { TablePage } from './data-table.tsx';
import type { Column } from './table-rows.tsx';
import { saveFile } from './save-file.ts';
import { toast } from './toast.tsx';
import { writeCsv } from './write-csv.ts';
import { fill, words } from '../words/words.ts';

/** Most pages of one export; a list that is longer is narrowed by a filter. */
const pagesMax = 100;

const say = words({
  saved: ['已导出 {n} 行', '{n} rows exported'],
  cut: ['已导出前 {n} 行，请用筛选缩小范围', 'The first {n} rows exported; narrow the list for the rest'],
});

/** Saves the whole list as CSV, every page of it, in the order of the pool. */
export async function exportRows<Row>(
  name: string,
  columns: readonly Column<Row>[],
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<TablePage<Row>>,
): Promise<void> {
  const written = columns.flatMap(({ head, text }) => (text ? [{ head, text }] : []));
  const rows: string[][] = [];
  const { signal } = new AbortController();
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { data, next_cursor } = await load(cursor, signal);
    rows.push(...data.map((row) => written.map(({ text }) => String(text(row)))));
    cursor = next_cursor ?? undefined;
    if (cursor === undefined) break;
  }
  saveFile(`${name}.csv`, 'text/csv;charset=utf-8', writeCsv([written.map(({ head }) => head), ...rows]));
  toast(fill(cursor === undefined ? say.saved : say.cut, { n: rows.length }));
}
