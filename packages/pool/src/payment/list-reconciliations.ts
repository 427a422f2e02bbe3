import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { Context } from '../engine.ts';
import { ApiError } from '../api-error.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput } from '../http/serve-desk.ts';
import { readReconciliation, type ReconciliationPlace } from './read-reconciliation.ts';

/** What bills and books say of payments; without an outcome only what does not match. */
export async function listReconciliations(
  ctx: Context,
  { query }: DeskInput<'listReconciliations'>,
): Promise<DeskAnswer<'listReconciliations'>> {
  // The database has no year zero.
  if (query.day !== undefined && query.day < '1000')
    throw new ApiError('invalid_request', { errors: [{ pointer: '/query/day', code: 'too_small' }] });
  const place = readCursor(query.cursor, 5, ['day', 'text', 'text', 'text', 'text']);
  const after = place.length > 0 ? (place as unknown as ReconciliationPlace) : undefined;
  const rows = await readReconciliation(ctx.db.pool, query, { after, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map(({ billed_minor, booked_minor, checked_at, ...row }) => ({
      ...row,
      billed: { amount_minor: billed_minor, currency: row.currency },
      booked: { amount_minor: booked_minor, currency: row.currency },
      checked_at: checked_at.toISOString(),
    })),
    next_cursor:
      last && rows.length > page.length
        ? writeCursor([last.day, last.channel, last.payment_id, last.kind, last.currency])
        : null,
  };
}
