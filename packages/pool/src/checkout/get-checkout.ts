import type { Checkout } from '@kameng/contract/checkout';
import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import type { CheckoutRow } from './checkout-row.ts';
import { readQuoted, renderCheckout } from './render-checkout.ts';

/** The checkout of a secret, for a page that was reloaded. */
export async function getCheckout(ctx: Context, { params }: Input<'getCheckout'>): Promise<Checkout> {
  const row = await readCheckout(ctx, params.id);
  return renderCheckout(ctx, row, await readQuoted(ctx, row));
}

/** Throws `checkout_not_found`. */
export async function readCheckout(ctx: Pick<Context, 'db'>, checkoutId: string): Promise<CheckoutRow> {
  const { rows } = await ctx.db.pool.query<CheckoutRow>({
    name: 'read checkout',
    text: 'SELECT * FROM checkout WHERE id = $1',
    values: [checkoutId],
  });
  if (!rows[0]) throw new ApiError('checkout_not_found');
  return rows[0];
}
