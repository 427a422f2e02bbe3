import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { GatewayError } from './gateway-error.ts';
import type { SandboxPayment } from './sandbox-payment.ts';

/** After a close, money that was promised for later comes in this much later: when the merchant thinks that nothing can come. */
const lateAfterCloseMs = 2000;

/** Ends an open payment; one that is paid or failed stays what it is. Answers the payment as it then stands. */
export async function closeSandboxPayment(engine: Engine, id: string): Promise<SandboxPayment> {
  return transact(engine.db.pool, async (client) => {
    await client.query(`UPDATE sandbox_payment SET status = 'closed' WHERE id = $1 AND status = 'open'`, [id]);
    const { rows } = await client.query<SandboxPayment>(`SELECT * FROM sandbox_payment WHERE id = $1`, [id]);
    if (rows[0] === undefined) throw new GatewayError(404, 'payment_unknown', 'There is no such payment.');
    if (rows[0].paid_minor === 0)
      await client.query(
        `UPDATE sandbox_callback SET next_attempt_at = $2 WHERE payment_id = $1 AND attempts = 0 AND next_attempt_at > $2`,
        [id, new Date(engine.now().getTime() + lateAfterCloseMs)],
      );
    return rows[0];
  });
}
