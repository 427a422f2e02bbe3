import { timingSafeEqual } from 'node:crypto';
import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';
import type { CheckoutRow } from './checkout-row.ts';
import { checkoutSecret } from './checkout-secret.ts';

/**
 * The checkout that a new one replaces, for whoever has its secret; undefined once it is forgotten, when there is nothing left to keep.
 * Throws `checkout_not_found` when the secret is another's.
 */
export async function readReplaced(
  ctx: Pick<Context, 'db' | 'keys'>,
  { id, secret }: { id: string; secret: string },
): Promise<CheckoutRow | undefined> {
  const [right, given] = [Buffer.from(checkoutSecret(ctx.keys, id)), Buffer.from(secret)];
  if (right.length !== given.length || !timingSafeEqual(right, given)) throw new ApiError('checkout_not_found');
  const { rows } = await ctx.db.pool.query<CheckoutRow>({
    name: 'read checkout',
    text: 'SELECT * FROM checkout WHERE id = $1',
    values: [id],
  });
  return rows[0];
}
