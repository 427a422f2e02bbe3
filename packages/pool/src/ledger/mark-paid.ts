import type { ClientBase } from 'pg';

/**
 * Marks the matured commissions that an agent's payouts have covered, the oldest first. Money has no names on it; this is for the
 * agent to see which sales have been paid. Does nothing for suppliers, who see statements.
 */
export async function markPaid(
  client: ClientBase,
  { ownerId, currency, paidMinor, at }: { ownerId: string; currency: string; paidMinor: number; at: Date },
): Promise<void> {
  await client.query(
    `UPDATE share SET paid_at = $4 FROM (
       SELECT order_id, kind, sum(amount_minor - clawed_minor) OVER (ORDER BY matured_at, order_id, kind) AS so_far
       FROM share WHERE owner_id = $1 AND currency = $2 AND kind <> 'supplier_share' AND matured_at IS NOT NULL
     ) AS covered
     WHERE share.owner_id = $1 AND share.order_id = covered.order_id AND share.kind = covered.kind
       AND share.paid_at IS NULL AND covered.so_far <= $3`,
    [ownerId, currency, paidMinor, at],
  );
}
