import type { Engine } from '../engine.ts';

const batchRows = 500;
/** Longer than any order can still be paid, refunded or asked about. */
export const sandboxKeptMs = 90 * 86_400_000;

/** Callbacks and refunds go with their payment; one with a callback still to be sent stays. */
export const forgetSandboxText = `
  WITH old AS MATERIALIZED (
    SELECT id FROM sandbox_payment p WHERE created_at < $1
      AND NOT EXISTS (SELECT FROM sandbox_callback c WHERE c.payment_id = p.id AND c.next_attempt_at IS NOT NULL)
    ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ), callbacks AS (
    DELETE FROM sandbox_callback c USING old WHERE c.payment_id = old.id
  ), refunds AS (
    DELETE FROM sandbox_refund r USING old WHERE r.payment_id = old.id
  )
  DELETE FROM sandbox_payment USING old WHERE sandbox_payment.id = old.id`;

/** Job of the gateway: forgets payments of long ago, a bounded number a turn. The pool's own books keep them. */
export async function forgetOldPayments(engine: Engine): Promise<number> {
  const { rowCount } = await engine.db.pool.query({
    name: 'forget sandbox payments',
    text: forgetSandboxText,
    values: [new Date(engine.now().getTime() - sandboxKeptMs), batchRows],
  });
  return rowCount ?? 0;
}
