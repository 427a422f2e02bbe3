import type { Pool } from 'pg';

export interface LedgerProof {
  transfers: number;
  /** Per currency, the sum over all accounts; anything but zero is a fault. */
  sums: Record<string, number>;
  /** Accounts whose running balance is not the sum of their transfers. */
  wrong: string[];
  /** Orders whose escrow does not fit their state: money kept without reason, or given twice. */
  unsettled: string[];
}

/** Recomputes every balance from the transfers. Reads everything: for proofs and tests, not for pages. */
export async function proveLedger(pool: Pool): Promise<LedgerProof> {
  const counted = await pool.query<{ transfers: number }>('SELECT count(*) AS transfers FROM transfer');
  const sums = await pool.query<{ currency: string; sum: number }>(
    'SELECT currency, sum(amount_minor)::bigint AS sum FROM entry GROUP BY currency',
  );
  const wrong = await pool.query<{ id: string }>(
    `SELECT account.id FROM account LEFT JOIN (SELECT account_id, sum(amount_minor)::bigint AS sum FROM entry GROUP BY account_id) AS summed ON summed.account_id = account.id
     WHERE account.floor_minor IS NOT NULL AND account.balance_minor <> COALESCE(summed.sum, 0)`,
  );
  // Escrow of an order is empty once it is final, unless a refund is still on its way.
  const unsettled = await pool.query<{ order_id: string }>(
    `SELECT held.order_id FROM (SELECT order_id, sum(amount_minor)::bigint AS sum FROM entry WHERE account_id LIKE 'escrow:%' GROUP BY order_id) AS held
     JOIN orders ON orders.id = held.order_id
     WHERE held.sum <> COALESCE((SELECT sum(amount_minor) FROM refund WHERE refund.order_id = held.order_id AND refund.status <> 'done'), 0)
       AND orders.status IN ('delivered', 'expired', 'refunded')`,
  );
  return {
    transfers: counted.rows[0]!.transfers,
    sums: Object.fromEntries(sums.rows.map(({ currency, sum }) => [currency, sum])),
    wrong: wrong.rows.map(({ id }) => id),
    unsettled: unsettled.rows.map(({ order_id }) => order_id),
  };
}
