import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Sort } from './sort-rows.ts';

/** One column: its head, what a cell shows, and what it is as text for sorting and export. */
export interface Column<Row> {
  head: string;
  cell: (row: Row) => ComponentChildren;
  /** As text; a column without it is neither sorted nor exported. A list is sorted where all of it is on the page. */
  text?: (row: Row) => string | number;
  /** Numbers stand at the end of their column. */
  end?: boolean;
  /** Left out on narrow screens, where the details have it. */
  wide?: boolean;
}

/** The heads of the columns, which sort the list where it is whole. */
export function Heads<Row>({
  columns,
  sort,
}: {
  columns: readonly Column<Row>[];
  sort: Signal<Sort | undefined> | undefined;
}) {
  const turn = (by: Signal<Sort | undefined>, head: string) => {
    const { value } = by;
    by.value = value?.head !== head ? { head, down: false } : value.down ? undefined : { head, down: true };
  };
  return (
    <tr>
      {columns.map(({ head, text, end, wide }) => {
        const down = sort?.value?.head === head ? sort.value.down : undefined;
        const order = down === undefined ? undefined : down ? 'descending' : 'ascending';
        return (
          <th key={head} scope="col" data-end={end} data-wide={wide} {...(order && { 'aria-sort': order })}>
            {text && sort ? (
              <button type="button" class="head" onClick={() => turn(sort, head)}>
                {head}
                <span class="order" data-order={order} aria-hidden="true" />
              </button>
            ) : (
              <span class={head ? 'head' : 'unseen'}>{head || '·'}</span>
            )}
          </th>
        );
      })}
    </tr>
  );
}

interface RowProps<Row> {
  row: Row;
  columns: readonly Column<Row>[];
  onOpen: (() => void) | undefined;
}

/** A row, opened by a click or Enter where it opens something. */
export function DataRow<Row>({ row, columns, onOpen }: RowProps<Row>) {
  return (
    <tr
      {...(onOpen && {
        tabIndex: 0,
        'data-opens': true,
        onClick: onOpen,
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key === 'Enter' && event.target === event.currentTarget) onOpen();
        },
      })}
    >
      {columns.map(({ head, cell, end, wide }) => (
        <td key={head} data-end={end} data-wide={wide}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** A row that is not there yet. */
export function BoneRow({ columns }: { columns: number }) {
  return (
    <tr aria-hidden="true">
      {Array.from({ length: columns }, (_, at) => (
        <td key={at}>
          <div class="bone" />
        </td>
      ))}
    </tr>
  );
}

/** j and k go down and up the rows, wherever the keyboard is but in a field. */
export function useWalk(body: { current: HTMLTableSectionElement | null }): void {
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if ((event.key !== 'j' && event.key !== 'k') || event.metaKey || event.ctrlKey || event.altKey) return;
      if (target.closest('input, textarea, select, dialog')) return;
      const rows = [...(body.current?.querySelectorAll<HTMLElement>('tr[tabindex]') ?? [])];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      rows[Math.max(0, Math.min(rows.length - 1, event.key === 'j' ? at + 1 : at - 1))]?.focus();
    };
    addEventListener('keydown', walk);
    return () => removeEventListener('keydown', walk);
  }, []);
}
