import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { query } from '../shell/route.ts';
import { words } from '../words/words.ts';
import { ActButton } from './act-button.tsx';
import { Dialog } from './dialog.tsx';
import { Failure } from './failure.tsx';
import { Icon } from './icon.tsx';
import { NoMatch } from './no-match.tsx';
import { type Sort, sortRows } from './sort-rows.ts';
import { BoneRow, type Column, DataRow, Heads, useWalk } from './table-rows.tsx';
import { useLoad } from './use-load.ts';

const say = words({
  previous: ['上一页', 'Previous'],
  next: ['下一页', 'Next'],
  export: ['导出 CSV', 'Export CSV'],
  page: ['第 {n} 页', 'Page {n}'],
});

/** How the pool orders a list; of one that takes several pages, the order of a single page would mislead. */
const orders = words({
  newest: ['最新的在前', 'Newest first'],
  oldest: ['最早的在前', 'Oldest first'],
  catalog: ['按目录顺序', 'In the order of the catalog'],
  line: ['按行号', 'By line'],
});

export interface TablePage<Row> {
  data: readonly Row[];
  next_cursor: string | null;
}

interface TableProps<Row> {
  /** What the table is of, for readers and as the name of exported files. */
  name: string;
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<TablePage<Row>>;
  /** What the list depends on besides its page and `narrows`: a period, and a counter to load it anew. */
  keys?: readonly unknown[];
  /** The names in the address that narrow the list. */
  narrows?: readonly string[];
  /** Nothing is there, and nothing narrows the list. */
  empty: ComponentChildren;
  /** In which the pool answers it; said where the list takes more than one page. */
  order?: keyof typeof orders;
  /** Above the table, at its start: search and filters. */
  filters?: ComponentChildren;
  /** What a row opens. */
  detail?: (row: Row, close: () => void) => { title: string; body: ComponentChildren };
}

/** A list of the pool, a page at a time: sorted by a click on a head where it is whole, opened by a click or Enter, walked with j and k. */
export function DataTable<Row>(props: TableProps<Row>) {
  const { name, columns, keyOf, load, keys = [], narrows = [], empty, order = 'newest', filters, detail } = props;
  const cursors = useSignal<readonly (string | undefined)[]>([undefined]);
  const open = useSignal<Row | undefined>(undefined);
  const sort = useSignal<Sort | undefined>(undefined);
  const body = useRef<HTMLTableSectionElement>(null);
  const filterKey = JSON.stringify([keys, narrows.map((each) => query.value[each])]);
  useEffect(() => {
    cursors.value = [undefined];
  }, [filterKey]);
  const page = useLoad(
    async (signal) => {
      const cursor = cursors.value.at(-1);
      const found = await load(cursor, signal);
      return { ...found, whole: cursor === undefined && found.next_cursor === null };
    },
    [filterKey, cursors.value],
  );
  useWalk(body);
  if (page.error !== undefined) return <Failure error={page.error} retry={page.reload} />;
  const whole = page.data?.whole ?? false;
  const rows = page.data && (whole ? sortRows(page.data.data, columns, sort.value) : page.data.data);
  const shown = open.value && detail?.(open.value, () => (open.value = undefined));
  return (
    <section class="table-part" aria-label={name} aria-busy={page.loading}>
      <div class="table-bar">
        <Filters>{filters}</Filters>
        {page.data && !whole && <span class="muted">{orders[order]}</span>}
        {rows && rows.length > 0 && (
          <ActButton tone="quiet" act={async () => (await import('./export-rows.ts')).exportRows(name, columns, load)}>
            <Icon name="save" />
            {say.export}
          </ActButton>
        )}
      </div>
      {rows?.length === 0 ? (
        <NoMatch narrows={narrows}>{empty}</NoMatch>
      ) : (
        <div class="table-box">
          <table>
            <thead>
              <Heads columns={columns} sort={whole ? sort : undefined} />
            </thead>
            <tbody ref={body}>
              {rows === undefined
                ? [0, 1, 2, 3, 4].map((at) => <BoneRow key={at} columns={columns.length} />)
                : rows.map((row) => (
                    <DataRow
                      key={keyOf(row)}
                      row={row}
                      columns={columns}
                      onOpen={detail && (() => (open.value = row))}
                    />
                  ))}
            </tbody>
          </table>
        </div>
      )}
      <Pages cursors={cursors} next={page.data?.next_cursor ?? undefined} />
      {shown && (
        <Dialog side title={shown.title} onClose={() => (open.value = undefined)}>
          {shown.body}
        </Dialog>
      )}
    </section>
  );
}

function Filters({ children }: { children: ComponentChildren }) {
  const Saved = useSignal<ComponentType | undefined>(undefined);
  const filtered = Boolean(children);
  useEffect(() => {
    // Later than the table: nobody waits for it.
    if (filtered) void import('./saved-filters.tsx').then((part) => (Saved.value = part.SavedFilters));
  }, [filtered]);
  return (
    <div class="filters">
      {children}
      {filtered && Saved.value && <Saved.value />}
    </div>
  );
}

function Pages({ cursors, next }: { cursors: Signal<readonly (string | undefined)[]>; next: string | undefined }) {
  const at = cursors.value.length;
  if (at === 1 && next === undefined) return null;
  return (
    <nav class="pages" aria-label={say.page.replace('{n}', String(at))}>
      <button type="button" disabled={at === 1} onClick={() => (cursors.value = cursors.value.slice(0, -1))}>
        <Icon name="left" />
        {say.previous}
      </button>
      <span class="muted">{say.page.replace('{n}', String(at))}</span>
      <button type="button" disabled={next === undefined} onClick={() => (cursors.value = [...cursors.value, next])}>
        {say.next}
        <Icon name="right" />
      </button>
    </nav>
  );
}
