import type { Pool } from 'pg';
import type { BillLine } from './channel.ts';

/** What a channel's bills and the books say of one payment; both sums are of all days. */
export interface Reconciliation {
  channel: string;
  payment_id: string;
  kind: BillLine['kind'];
  currency: string;
  /** When it was first looked at. */
  day: string;
  billed_minor: number;
  booked_minor: number;
  outcome: 'matched' | 'missing_here' | 'missing_there' | 'differs';
  checked_at: Date;
}

export interface ReconciliationFilter {
  channel?: string | undefined;
  outcome?: Reconciliation['outcome'] | undefined;
  day?: string | undefined;
}

/** The place of a row in the list, for the next page. */
export type ReconciliationPlace = readonly [
  day: string,
  channel: string,
  paymentId: string,
  kind: string,
  currency: string,
];

/** Compared payments, newest day last; without an outcome in the filter only those that do not match. */
export async function readReconciliation(
  pool: Pool,
  { channel, outcome, day }: ReconciliationFilter,
  { after, limit }: { after?: ReconciliationPlace | undefined; limit: number },
): Promise<Reconciliation[]> {
  const { rows } = await pool.query<Reconciliation>(
    `SELECT channel, payment_id, kind, currency, day, billed_minor, booked_minor, outcome, checked_at FROM reconciliation
     WHERE ($1::text IS NULL OR channel = $1) AND ($2::date IS NULL OR day = $2) AND CASE WHEN $3::text IS NULL THEN outcome <> 'matched' ELSE outcome = $3 END
       AND ($4::date IS NULL OR (day, channel, payment_id, kind, currency) > ($4, $5, $6, $7, $8))
     ORDER BY day, channel, payment_id, kind, currency LIMIT $9`,
    [channel ?? null, day ?? null, outcome ?? null, ...(after ?? [null, null, null, null, null]), limit],
  );
  return rows;
}
