import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import type { Channel } from './channel.ts';
import { firstTransferAt } from '../ledger/transfer-time.ts';

/** Matching a day reads all that happened in it, which may take longer than a request may. */
const matchMaxMs = 600_000;

/**
 * What the bill says of a payment is the sum of all its lines of all days; what the books say is the money it received, the
 * refunds that were made of it, and the fees of its order; either by the end of the day or by now, since the books go on while
 * the bill is on its way. Looked at are the payments of the day's bill, those that the books
 * have in the day, and all that did not match before: what came a day late is put right by the next bill.
 */
const text = `
  WITH looked AS MATERIALIZED (
    SELECT payment_id FROM bill_line WHERE channel = $1 AND day = $2
    UNION
    SELECT payment.id FROM (
      SELECT order_id FROM transfer WHERE debit_account = ANY($3::text[]) AND id >= $4 AND id < $5
      UNION SELECT order_id FROM transfer WHERE credit_account = ANY($3::text[]) AND id >= $4 AND id < $5) AS moved
    JOIN payment ON payment.order_id = moved.order_id AND payment.channel = $1
    UNION
    SELECT payment_id FROM reconciliation WHERE channel = $1 AND outcome <> 'matched'
  ), own AS MATERIALIZED (
    SELECT id, order_id, currency, received_minor, status FROM payment WHERE id IN (SELECT payment_id FROM looked) AND channel = $1
  ), fees AS (
    SELECT e.order_id, e.currency, e.created_at AS at, e.amount_minor AS minor FROM entry AS e
    WHERE e.order_id IN (SELECT order_id FROM own) AND e.account_id = 'channel_fee:' || $1 || ':' || e.currency
  ), keepers AS (
    -- The payment of an order whose money stayed: fees are booked by order.
    SELECT DISTINCT ON (order_id) order_id, id FROM own
    WHERE status = 'paid' AND received_minor > COALESCE((SELECT sum(amount_minor) FROM refund
      WHERE refund.payment_id = own.id AND refund.currency = own.currency AND reason NOT IN ('dispute', 'operator')), 0)
    ORDER BY order_id, id
  ), booked AS (
    SELECT id AS payment_id, 'pay' AS kind, currency, '-infinity'::timestamptz AS at, received_minor AS minor FROM own
    UNION ALL
    SELECT own.id, 'pay', refund.currency, refund.created_at, refund.amount_minor
    FROM own JOIN refund ON refund.payment_id = own.id AND refund.reason = 'wrong_currency'
    UNION ALL
    SELECT own.id, 'refund', refund.currency, refund.done_at, refund.amount_minor
    FROM own JOIN refund ON refund.payment_id = own.id AND refund.status = 'done'
    UNION ALL
    SELECT keepers.id, 'fee', fees.currency, fees.at, fees.minor FROM fees JOIN keepers ON keepers.order_id = fees.order_id
  ), sides AS (
    SELECT payment_id, kind, currency, 0 AS billed, minor AS booked, CASE WHEN at < $7 THEN minor ELSE 0 END AS booked_by_then FROM booked
    UNION ALL
    SELECT payment_id, kind, currency, amount_minor, 0, 0 FROM bill_line WHERE channel = $1 AND payment_id IN (SELECT payment_id FROM looked)
    UNION ALL
    SELECT payment_id, kind, currency, 0, 0, 0 FROM reconciliation WHERE channel = $1 AND outcome <> 'matched'
  ), summed AS (
    SELECT payment_id, kind, currency, billed,
      CASE WHEN billed = booked_by_then THEN booked_by_then ELSE booked END AS booked
    FROM (SELECT payment_id, kind, currency, sum(billed)::bigint AS billed, sum(booked)::bigint AS booked, sum(booked_by_then)::bigint AS booked_by_then
          FROM sides GROUP BY payment_id, kind, currency) AS totals
  )
  INSERT INTO reconciliation (channel, payment_id, kind, currency, day, billed_minor, booked_minor, outcome, checked_at)
  SELECT $1, payment_id, kind, currency, $2, billed, booked,
    CASE WHEN billed = booked THEN 'matched' WHEN booked = 0 THEN 'missing_here' WHEN billed = 0 THEN 'missing_there' ELSE 'differs' END, $6
  FROM summed
  ON CONFLICT (channel, payment_id, kind, currency) DO UPDATE SET billed_minor = EXCLUDED.billed_minor, booked_minor = EXCLUDED.booked_minor,
    outcome = EXCLUDED.outcome, checked_at = EXCLUDED.checked_at`;

/** Compares a channel's bill of a day with payments, refunds and ledger. Answers how many of the channel's sums do not match. */
export async function matchBill(
  engine: Pick<Engine, 'db' | 'now'>,
  { id: channelId, billOffsetMinutes = 0 }: Pick<Channel, 'id' | 'billOffsetMinutes'>,
  day: string,
): Promise<number> {
  const begin = new Date(Date.parse(`${day}T00:00:00Z`) - billOffsetMinutes * 60_000);
  const end = new Date(begin.getTime() + 86_400_000);
  return transact(engine.db.pool, async (client) => {
    await client.query(`SET LOCAL statement_timeout = ${matchMaxMs}`);
    const accounts = await client.query<{ id: string }>('SELECT id FROM account WHERE starts_with(id, $1)', [
      `channel:${channelId}:`,
    ]);
    await client.query(text, [
      channelId,
      day,
      accounts.rows.map(({ id }) => id),
      firstTransferAt(begin),
      firstTransferAt(end),
      engine.now(),
      end,
    ]);
    const { rows } = await client.query<{ open: number }>(
      "SELECT count(*) AS open FROM reconciliation WHERE channel = $1 AND outcome <> 'matched'",
      [channelId],
    );
    return rows[0]!.open;
  });
}
