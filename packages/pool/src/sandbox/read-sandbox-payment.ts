import type { Engine } from '../engine.ts';
import { GatewayError } from './gateway-error.ts';
import type { SandboxPayment } from './sandbox-payment.ts';

/** Reads one payment, with `underway` when money was promised for later. */
export async function readSandboxPayment(engine: Engine, id: string): Promise<SandboxPayment & { underway: boolean }> {
  const { rows } = await engine.db.pool.query<SandboxPayment & { underway: boolean }>(
    `SELECT p.*, EXISTS (SELECT 1 FROM sandbox_callback c WHERE c.payment_id = p.id) AS underway FROM sandbox_payment p WHERE p.id = $1`,
    [id],
  );
  if (rows[0] === undefined) throw new GatewayError(404, 'payment_unknown', 'There is no such payment.');
  return rows[0];
}
