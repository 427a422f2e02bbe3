import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { GatewayError } from './gateway-error.ts';
import { describeSandboxPayment, sandboxState, type SandboxPayment } from './sandbox-payment.ts';

/** What a buyer and a misbehaving gateway may do, in the order of the page. */
export const sandboxOutcomes = ['paid', 'failed', 'late', 'twice', 'less', 'more', 'lost'] as const;
export type SandboxOutcome = (typeof sandboxOutcomes)[number];

/** What `more` pays on top, in minor units. */
export const excessMinor = 1000;
/** Late money comes in this much after the payment's time is up, unless the merchant closes it before. */
const lateAfterExpiryMs = 30_000;

/** Does what the buyer chose. Money and the callbacks that tell of it are written together; another job sends the callbacks. */
export async function paySandboxPayment(engine: Engine, id: string, outcome: SandboxOutcome): Promise<SandboxPayment> {
  return transact(engine.db.pool, async (client) => {
    const { rows } = await client.query<SandboxPayment>(`SELECT * FROM sandbox_payment WHERE id = $1 FOR UPDATE`, [id]);
    const payment = rows[0];
    if (payment === undefined) throw new GatewayError(404, 'payment_unknown', 'There is no such payment.');
    const promised = await client.query(`SELECT 1 FROM sandbox_callback WHERE payment_id = $1 LIMIT 1`, [id]);
    if (sandboxState(payment, engine.now()) !== 'pending' || promised.rowCount !== 0)
      throw new GatewayError(409, 'payment_ended', 'This payment can no longer be paid.');

    const settled = settle(payment, outcome);
    // Late money is only promised: the payment stays open, may be closed, and is paid when its callback is due.
    if (outcome !== 'late')
      await client.query(`UPDATE sandbox_payment SET status = $2, paid_minor = $3, paid_at = $4 WHERE id = $1`, [
        id,
        settled.status,
        settled.paid_minor,
        settled.paid_minor > 0 ? engine.now() : null,
      ]);
    if (outcome !== 'lost') await queueCallbacks(engine, client, settled, outcome);
    return settled;
  });
}

function settle(payment: SandboxPayment, outcome: SandboxOutcome): SandboxPayment {
  if (outcome === 'failed') return { ...payment, status: 'failed' };
  const due = payment.amount_minor;
  return {
    ...payment,
    status: 'paid',
    paid_minor: outcome === 'less' ? Math.ceil(due / 2) : outcome === 'more' ? due + excessMinor : due,
  };
}

async function queueCallbacks(
  engine: Engine,
  client: PoolClient,
  payment: SandboxPayment,
  outcome: SandboxOutcome,
): Promise<void> {
  const now = engine.now();
  const notice = describeSandboxPayment(payment, now);
  const message = () => JSON.stringify({ event_id: `ev_${randomUUID()}`, ...notice, occurred_at: now.toISOString() });
  const first = message();
  // Charged once, told three times: the same message twice, and the same money under another event id.
  const bodies = outcome === 'twice' ? [first, first, message()] : [first];
  const due = outcome === 'late' ? new Date(payment.expires_at.getTime() + lateAfterExpiryMs) : now;
  await client.query(
    `INSERT INTO sandbox_callback (id, payment_id, body, next_attempt_at)
     SELECT id, $1, body, $2 FROM unnest($3::text[], $4::text[]) AS message (id, body)`,
    [payment.id, due, bodies.map(() => randomUUID()), bodies],
  );
}
