import type { Engine } from '../engine.ts';
import { GatewayError } from './gateway-error.ts';
import { readText } from './parse-sandbox-request.ts';
import { sandboxFeeBps, sandboxMerchant } from './sandbox-payment.ts';

const pageLines = 500;

/** One line as the gateway writes it; `line_no` orders the lines of a day and is where the next page begins. */
export interface SandboxBillLine {
  line_no: string;
  payment_id: string;
  kind: 'pay' | 'refund' | 'fee';
  amount_minor: number;
  currency: string;
  at: string;
}

export interface SandboxBill {
  merchant_id: string;
  day: string;
  lines: SandboxBillLine[];
  /** Null on the last page. */
  next: string | null;
}

/** Fees (rounded down by the division) follow the money that stays paid: charged with a payment, returned with a refund, so that they always add up. */
const text = `
  WITH refunded AS (
    SELECT refund_no, r.payment_id, r.amount_minor, r.created_at AS at, p.currency,
      p.paid_minor - (sum(r.amount_minor) OVER (PARTITION BY r.payment_id ORDER BY r.created_at, refund_no))::bigint AS left_minor
    FROM sandbox_refund AS r JOIN sandbox_payment AS p ON p.id = r.payment_id
    WHERE r.payment_id IN (SELECT payment_id FROM sandbox_refund WHERE created_at >= $1 AND created_at < $2)
  ), moved AS (
    SELECT id AS no, id AS payment_id, 'pay' AS kind, paid_minor AS amount_minor, currency, paid_at AS at FROM sandbox_payment
    UNION ALL SELECT id, id, 'fee', paid_minor * $3::bigint / 10000, currency, paid_at FROM sandbox_payment
    UNION ALL SELECT refund_no, payment_id, 'refund', amount_minor, currency, at FROM refunded
    UNION ALL SELECT refund_no, payment_id, 'fee', left_minor * $3 / 10000 - (left_minor + amount_minor) * $3 / 10000, currency, at FROM refunded
  ), lines AS (
    SELECT (to_char(at AT TIME ZONE 'UTC', 'HH24MISSUS') || ' ' || no || ' ' || kind) COLLATE "C" AS line_no, payment_id, kind, amount_minor, currency, at
    FROM moved WHERE at >= $1 AND at < $2 AND amount_minor <> 0
  )
  SELECT * FROM lines WHERE line_no > $4 ORDER BY line_no LIMIT $5`;

/** A page of the bill of one day (UTC), which has to be over. */
export async function readSandboxBill(engine: Engine, fields: Readonly<Record<string, unknown>>): Promise<SandboxBill> {
  const day = readText(fields, 'day', /^\d{4}-\d\d-\d\d$/);
  const after = readText(fields, 'after', /^[\w ]{0,100}$/);
  const begin = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(begin.getTime())) throw new GatewayError(400, 'bad_request', 'There is no such day.');
  const end = new Date(begin.getTime() + 86_400_000);
  if (end > engine.now()) throw new GatewayError(409, 'bill_not_ready', 'The day is not over.');
  const { rows } = await engine.db.pool.query<Omit<SandboxBillLine, 'at'> & { at: Date }>(text, [
    begin,
    end,
    sandboxFeeBps,
    after,
    pageLines + 1,
  ]);
  const lines = rows.slice(0, pageLines).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { merchant_id: sandboxMerchant, day, lines, next: rows.length > pageLines ? lines.at(-1)!.line_no : null };
}
