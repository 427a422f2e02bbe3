import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { Context } from '../engine.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput } from '../http/serve-desk.ts';
import { readLedgerProofs } from './read-ledger-proofs.ts';

/** The daily proofs of the ledger, newest first. */
export async function listLedgerProofs(
  ctx: Context,
  { query }: DeskInput<'listLedgerProofs'>,
): Promise<DeskAnswer<'listLedgerProofs'>> {
  const [before = null] = readCursor(query.cursor, 1, ['day']);
  const rows = await readLedgerProofs(ctx.db.pool, { before, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(({ sums, taken_at, ...proof }) => ({
      ...proof,
      sums: Object.entries(sums).map(([currency, amount_minor]) => ({ amount_minor, currency })),
      taken_at: taken_at.toISOString(),
    })),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.day]) : null,
  };
}
