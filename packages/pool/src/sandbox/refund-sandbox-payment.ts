import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { GatewayError } from './gateway-error.ts';
import { readAmount, readText } from './parse-sandbox-request.ts';
import type { SandboxPayment } from './sandbox-payment.ts';

/** Returns money once per refund number, never more than came in. Answers the payment as it then stands. */
export async function refundSandboxPayment(
  engine: Engine,
  id: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<SandboxPayment> {
  const refundNo = readText(fields, 'refund_no', /^[A-Za-z0-9_]{1,64}$/);
  const amount = readAmount(fields, 'amount_minor');
  const currency = readText(fields, 'currency', /^[A-Z]{3}$/);
  return transact(engine.db.pool, async (client) => {
    const { rows } = await client.query<SandboxPayment>(`SELECT * FROM sandbox_payment WHERE id = $1 FOR UPDATE`, [id]);
    const payment = rows[0];
    if (payment === undefined) throw new GatewayError(404, 'payment_unknown', 'There is no such payment.');
    if (payment.currency !== currency)
      throw new GatewayError(422, 'wrong_currency', 'The payment was in another currency.');
    const { rows: earlier } = await client.query<{ payment_id: string; amount_minor: number }>(
      `SELECT payment_id, amount_minor FROM sandbox_refund WHERE refund_no = $1`,
      [refundNo],
    );
    if (earlier[0] !== undefined) {
      if (earlier[0].payment_id === id && earlier[0].amount_minor === amount) return payment;
      throw new GatewayError(409, 'refund_exists', 'There is another refund with this number.');
    }
    if (amount > payment.paid_minor - payment.refunded_minor)
      throw new GatewayError(422, 'too_much', 'That is more than is left of this payment.');
    await client.query(
      `INSERT INTO sandbox_refund (refund_no, payment_id, amount_minor, created_at) VALUES ($1, $2, $3, $4)`,
      [refundNo, id, amount, engine.now()],
    );
    const { rows: refunded } = await client.query<SandboxPayment>(
      `UPDATE sandbox_payment SET refunded_minor = refunded_minor + $2 WHERE id = $1 RETURNING *`,
      [id, amount],
    );
    return refunded[0]!;
  });
}
