import { proofFaults, works, type Work } from '@kameng/contract/desk/admin';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { dayOf } from '../figure/span-of.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { readLedgerProofs } from '../ledger/read-ledger-proofs.ts';

/** Jobs look every few seconds; what has been due for a minute is in trouble. */
const lateMaxS = 60;
const dayMs = 86_400_000;

/** Since when the oldest is due, by an index that holds nothing but what is still to be done. */
const dueSince: Record<Work, string> = {
  deliver_orders: "SELECT min(next_delivery_at) FROM orders WHERE status = 'paid' AND frozen_at IS NULL",
  apply_callbacks: 'SELECT min(next_attempt_at) FROM payment_event WHERE applied_at IS NULL',
  send_refunds: "SELECT min(next_attempt_at) FROM refund WHERE status = 'pending'",
  dispatch_events: `SELECT created_at FROM event WHERE dispatched_at IS NULL ORDER BY id LIMIT 1`,
  send_mails: 'SELECT min(next_attempt_at) FROM mail WHERE next_attempt_at IS NOT NULL',
};

/** Whether what goes on by itself does; a process that is dead or a channel that is silent shows here first. */
export async function getHealth(ctx: MemberContext): Promise<DeskAnswer<'getHealth'>> {
  const { rows } = await ctx.db.pool.query<Record<Work, Date | null> & { supply_paused: number }>(
    `SELECT ${works.map((work) => `(${dueSince[work]}) AS ${work}`).join(', ')},
       (SELECT count(*) FROM supplied_offer WHERE status = 'paused') AS supply_paused`,
  );
  const [proof] = await readLedgerProofs(ctx.db.pool, { limit: 1 });
  const row = rows[0]!;
  const now = ctx.now().getTime();
  return {
    works: works.map((work) => {
      const late_s = Math.max(0, Math.floor((now - (row[work]?.getTime() ?? now)) / 1000));
      return { work, late_s, ok: late_s <= lateMaxS };
    }),
    supply_paused: row.supply_paused,
    proof: proof
      ? {
          day: proof.day,
          ok: proof.faultless && proof.day >= dayOf(new Date(now - dayMs)),
          faults: proofFaults.filter((kind) => proof.faults[kind].length > 0),
        }
      : null,
  };
}
