import type { ClientBase, Pool } from 'pg';

/** How long a part of what matured stays for refunds, and how large it is. Commissions are clawed back from what matures next. */
const reserveDays = 30;
const reserveBps = 1000;

/**
 * What of an owner's available money stays for refunds: a tenth of the supplier shares that matured in the last 30 days, less what
 * was taken back of them. It rolls by itself, and what a refund takes back is taken from it first.
 */
export async function readReserve(
  client: Pool | ClientBase,
  { ownerId, currency, at }: { ownerId: string; currency: string; at: Date },
): Promise<number> {
  const { rows } = await client.query<{ matured_minor: number }>(
    `SELECT COALESCE(sum(amount_minor - clawed_minor), 0)::bigint AS matured_minor FROM share
     WHERE owner_id = $1 AND currency = $2 AND kind = 'supplier_share' AND matured_at > $3::timestamptz - make_interval(days => $4)`,
    [ownerId, currency, at, reserveDays],
  );
  // Rounded up: nobody is paid out a part of a cent that is reserved.
  return Number((BigInt(rows[0]!.matured_minor) * BigInt(reserveBps) + 9999n) / 10_000n);
}
