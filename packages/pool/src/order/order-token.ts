import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Engine } from '../engine.ts';
import type { Keys } from '../keys/keys.ts';

/**
 * The token that reads, follows and reveals one order. Derived, never stored, so the database cannot leak it;
 * raising the order's generation ends all earlier ones.
 */
export function orderToken(keys: Keys, orderId: string, generation: number): string {
  return `ort_${createHmac('sha256', keys.orderToken).update(`${orderId} ${generation}`).digest('base64url')}`;
}

/** Whether a token belongs to an order as it is now. */
export async function orderTokenMatches(engine: Engine, orderId: string, token: string): Promise<boolean> {
  const { rows } = await engine.db.pool.query<{ token_generation: number }>({
    name: 'token generation',
    text: 'SELECT token_generation FROM orders WHERE id = $1',
    values: [orderId],
  });
  const expected = Buffer.from(orderToken(engine.keys, orderId, rows[0]?.token_generation ?? 0));
  const given = Buffer.from(token);
  return rows.length === 1 && expected.length === given.length && timingSafeEqual(expected, given);
}
