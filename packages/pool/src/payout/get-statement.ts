import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { availableOf, pendingOf } from '../ledger/accounts.ts';
import { readStatement } from '../ledger/read-statement.ts';
import { payoutOwner } from './payout-owner.ts';

/** Longest period of one statement. */
const periodMaxMs = 400 * 86_400_000;

/** An account of the organisation over a period. Throws `not_found`, `invalid_request`. */
export async function getStatement(
  ctx: MemberContext,
  { query }: DeskInput<'getStatement'>,
): Promise<DeskAnswer<'getStatement'>> {
  const ownerId = payoutOwner(ctx);
  const [from, to] = [new Date(query.from), new Date(query.to)];
  if (to <= from || to.getTime() - from.getTime() > periodMaxMs)
    throw new ApiError('invalid_request', {
      detail: 'A period ends after it begins, and is no longer than 400 days.',
      errors: [{ pointer: '/query/to', code: 'invalid_value' }],
    });
  const account = (query.account === 'pending' ? pendingOf : availableOf)(ownerId, query.currency);
  const [after = ''] = readCursor(query.cursor, 1);
  const found = await readStatement(ctx, { account, from, to, after, limit: query.limit });
  const money = (amount_minor: number) => ({ amount_minor, currency: query.currency });
  return {
    account: query.account,
    from: from.toISOString(),
    to: to.toISOString(),
    opening: money(found.opening_minor),
    closing: money(found.closing_minor),
    closed: found.closed,
    totals: found.totals.map(({ kind, count, amount_minor }) => ({ kind, count, amount: money(amount_minor) })),
    data: found.lines.map(({ amount_minor, created_at, ...line }) => ({
      ...line,
      amount: money(amount_minor),
      created_at: created_at.toISOString(),
    })),
    next_cursor: found.next === null ? null : writeCursor([found.next]),
  };
}
