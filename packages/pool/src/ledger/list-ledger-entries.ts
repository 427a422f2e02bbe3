import type { LedgerEntry } from '@kameng/contract/ledger';
import type { RouteAnswer } from '@kameng/contract/routes';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { isTopUp } from '../balance/top-up-row.ts';
import { shopOf } from '../site/shop-of.ts';

interface EntryRow {
  id: string;
  transfer_id: string;
  kind: LedgerEntry['kind'];
  amount_minor: number;
  currency: string;
  order_id: string | null;
  created_at: Date;
}

/** Each account and side by its own index, from its end: a page takes as long however many entries there are. */
const text = `
  SELECT 'ent_' || substr(side.id, 5) AS id, side.id AS transfer_id, side.amount_minor, side.currency, side.kind, side.order_id, side.created_at
  FROM unnest($1::text[]) AS own (account_id) CROSS JOIN LATERAL (
    (SELECT id, amount_minor, currency, kind, order_id, created_at FROM transfer
     WHERE credit_account = own.account_id AND id < $2 ORDER BY id DESC LIMIT $3)
    UNION ALL
    (SELECT id, -amount_minor, currency, kind, order_id, created_at FROM transfer
     WHERE debit_account = own.account_id AND id < $2 ORDER BY id DESC LIMIT $3)
  ) AS side ORDER BY side.id DESC LIMIT $3`;

/** The entries of the shop's balances, newest first. */
export async function listLedgerEntries(
  ctx: Context,
  { query }: Input<'listLedgerEntries'>,
): Promise<RouteAnswer<'listLedgerEntries'>> {
  const [before = '~'] = readCursor(query.cursor, 1);
  const accounts = await ctx.db.pool.query<{ id: string }>(
    'SELECT id FROM account WHERE owner_id = $1 AND floor_minor IS NOT NULL',
    [shopOf(ctx).id],
  );
  const { rows } = await ctx.db.pool.query<EntryRow>(text, [
    accounts.rows.map(({ id }) => id),
    before,
    query.limit + 1,
  ]);
  const page = rows.slice(0, query.limit);
  return {
    data: page.map((row) => ({
      id: row.id,
      transfer_id: row.transfer_id,
      kind: row.kind,
      amount: { amount_minor: row.amount_minor, currency: row.currency },
      order_id: row.order_id !== null && isTopUp(row.order_id) ? null : row.order_id,
      created_at: row.created_at.toISOString(),
    })),
    next_cursor: rows.length > query.limit ? writeCursor([page.at(-1)!.transfer_id]) : null,
  };
}
