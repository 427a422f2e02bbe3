import type { ClientBase, Pool } from 'pg';
import { readDays } from '../figure/read-days.ts';
import { dayOf, tomorrow } from '../figure/span-of.ts';

/** How long a part of what matured stays for refunds, and how large it is. Commissions are clawed back from what matures next. */
const reserveDays = 30;
const reserveBps = 1000;
const dayMs = 86_400_000;

/**
 * What of an owner's available money stays for refunds: a tenth of the supplier shares that matured in the last 30 days, less what
 * was taken back of them. It rolls by itself, and what a refund takes back is taken from it first.
 */
export async function readReserve(
  client: Pool | ClientBase,
  { ownerId, currency, at }: { ownerId: string; currency: string; at: Date },
): Promise<number> {
  const since = new Date(at.getTime() - reserveDays * dayMs);
  const whole = new Date(Math.floor(since.getTime() / dayMs + 1) * dayMs);
  // One after the other on one connection, and whoever pays out has locked what is available.
  const { rows } = await client.query<{ matured_minor: number }>(
    `SELECT COALESCE(sum(amount_minor - clawed_minor), 0)::bigint AS matured_minor FROM share
     WHERE owner_id = $1 AND currency = $2 AND kind = 'supplier_share' AND matured_at > $3 AND matured_at < $4`,
    [ownerId, currency, since, whole],
  );
  const days = await readDays(client, {
    figure: 'matured_shares',
    partyIds: [ownerId],
    from: dayOf(whole),
    to: tomorrow(at),
    by: ['currency'],
  });
  const later = days.find((sum) => sum.currency === currency)?.amount_minor ?? 0;
  // Rounded up: nobody is paid out a part of a cent that is reserved.
  return Number((BigInt(rows[0]!.matured_minor + later) * BigInt(reserveBps) + 9999n) / 10_000n);
}
