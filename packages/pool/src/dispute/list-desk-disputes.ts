import type { DisputeRow as WireRow } from '@kameng/contract/dispute';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { type DisputeRow, disputeColumns } from './dispute-rows.ts';
import { renderSummary } from './read-disputes.ts';
import { scopeOfDesk } from './scope-of-desk.ts';

/** Disputes of a desk, newest first. */
export async function listDeskDisputes(
  ctx: MemberContext,
  { query }: DeskInput<'listSupplierDisputes' | 'listAdminDisputes'>,
): Promise<{ data: WireRow[]; next_cursor: string | null }> {
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<DisputeRow & { codes: number }>(
    `SELECT ${disputeColumns}, (SELECT count(*) FROM dispute_code WHERE dispute_id = dispute.id) AS codes FROM dispute
     WHERE ($1::text IS NULL OR supplier_id = $1) AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR id < $3)
       AND ($4::text IS NULL OR order_id = $4)
     ORDER BY id DESC LIMIT $5`,
    [scopeOfDesk(ctx).supplierId ?? null, query.status ?? null, before, query.order_id ?? null, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map((row) => ({ ...renderSummary(row, ctx.language), codes: row.codes })),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
