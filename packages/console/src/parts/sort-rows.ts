import type { Column } from './table-rows.tsx';

/** By which column, and whether from its end. */
export interface Sort {
  head: string;
  down: boolean;
}

/** Rows in the order of a column's texts; as they came where none is chosen. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const text = columns.find(({ head }) => head === sort?.head)?.text;
  if (!sort || !text) return rows;
  const compare = (left: string | number, right: string | number) =>
    typeof left === 'number' && typeof right === 'number'
      ? left - right
      : String(left).localeCompare(String(right), undefined, { numeric: true });
  return rows.toSorted((left, right) => compare(text(left), text(right)) * (sort.down ? -1 : 1));
}
