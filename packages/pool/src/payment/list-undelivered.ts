import type { UndeliveredOrder } from '@kameng/contract/desk/admin';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { Context } from '../engine.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput } from '../http/serve-desk.ts';

interface Row {
  id: string;
  status: UndeliveredOrder['status'];
  channel: string;
  currency: string;
  amount_minor: number;
  reason: UndeliveredOrder['reason'];
  attempts: number;
  since: Date;
  next_attempt_at: Date | null;
}

/** What is tried so often is not just late. */
const failingAttempts = 3;
/** A delivery that should have been made so many seconds ago is overdue. */
const overdueS = 60;

/**
 * Three ways to have paid and have nothing: the order is paid or being refunded; its money came too late, too little or twice and
 * is on its way back; or the channel has said paid, and that could not be booked yet. Each state has an index of its own, so each is a
 * part of its own.
 */
const text = `
  WITH stuck AS (
    SELECT o.id, COALESCE(o.paid_at, o.created_at) AS since,
      CASE WHEN o.frozen_at IS NOT NULL THEN 'frozen' WHEN o.next_delivery_at >= $1::timestamptz - $2 * interval '1 second' THEN 'waiting_for_codes'
        ELSE 'delivery_overdue' END AS reason,
      COALESCE(r.attempts, 0) AS attempts, o.next_delivery_at AS next_attempt_at
    FROM orders AS o LEFT JOIN LATERAL (SELECT max(attempts) AS attempts FROM refund WHERE order_id = o.id AND status = 'pending') AS r ON true
    WHERE o.status = 'paid'
    UNION ALL
    SELECT o.id, COALESCE(o.paid_at, o.created_at),
      CASE WHEN r.id IS NULL THEN 'refund_missing' WHEN r.attempts > $3 THEN 'refund_failing' ELSE 'refund_pending' END,
      COALESCE(r.attempts, 0), r.next_attempt_at
    FROM orders AS o LEFT JOIN LATERAL (
      SELECT id, attempts, next_attempt_at FROM refund WHERE order_id = o.id AND status = 'pending' ORDER BY attempts DESC, id LIMIT 1) AS r ON true
    WHERE o.status = 'refunding'
    UNION ALL
    SELECT o.id, r.created_at, CASE WHEN r.attempts > $3 THEN 'refund_failing' ELSE 'refund_pending' END, r.attempts, r.next_attempt_at
    FROM refund AS r JOIN orders AS o ON o.id = r.order_id WHERE r.status = 'pending' AND o.status IN ('held', 'expired')
    UNION ALL
    SELECT o.id, e.received_at, 'callback_unapplied', e.attempts, e.next_attempt_at
    FROM payment_event AS e JOIN payment AS p ON p.id = e.payment_id AND p.channel = e.provider JOIN orders AS o ON o.id = p.order_id
    WHERE e.applied_at IS NULL AND e.seen ->> 'state' = 'paid' AND o.status IN ('held', 'expired')
  ), oldest AS (
    SELECT DISTINCT ON (id) * FROM stuck ORDER BY id, since, attempts DESC
  )
  SELECT oldest.*, orders.status, orders.channel, orders.currency, orders.amount_minor FROM oldest JOIN orders ON orders.id = oldest.id
  WHERE since <= $1::timestamptz - $4 * interval '1 second' AND ($5::timestamptz IS NULL OR (since, oldest.id) > ($5, $6))
    AND ($7::text IS NULL OR reason = $7)
  ORDER BY since, oldest.id LIMIT $8`;

/** Orders that are paid and neither delivered nor refunded, oldest first, each with why. In a pool at rest there is none. */
export async function listUndelivered(
  ctx: Context,
  { query }: DeskInput<'listUndeliveredOrders'>,
): Promise<DeskAnswer<'listUndeliveredOrders'>> {
  const [since = null, id = null] = readCursor(query.cursor, 2, ['time', 'text']);
  const { rows } = await ctx.db.pool.query<Row>(text, [
    ctx.now(),
    overdueS,
    failingAttempts,
    query.older_than_s,
    since,
    id,
    query.reason ?? null,
    query.limit + 1,
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => ({
      id: row.id,
      status: row.status,
      channel: row.channel,
      amount: { amount_minor: row.amount_minor, currency: row.currency },
      reason: row.reason,
      attempts: row.attempts,
      since: row.since.toISOString(),
      next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    })),
    next_cursor: last && rows.length > page.length ? writeCursor([last.since.toISOString(), last.id]) : null,
  };
}
