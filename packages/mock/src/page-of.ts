import { Refusal } from './refusal.ts';

/** One page of a list whose rows have ids; the cursor is the id of the last row of the page before. */
export function pageOf<Row>(
  rows: Row[],
  idOf: (row: Row) => string,
  query: { limit: number; cursor?: string | undefined },
): { data: Row[]; next_cursor: string | null } {
  const start = query.cursor === undefined ? 0 : rows.findIndex((row) => idOf(row) === query.cursor) + 1;
  if (query.cursor !== undefined && start === 0)
    throw new Refusal('invalid_request', [{ pointer: '/cursor', code: 'unknown_cursor' }]);
  const data = rows.slice(start, start + query.limit);
  const last = data.at(-1);
  return { data, next_cursor: last && start + query.limit < rows.length ? idOf(last) : null };
}
