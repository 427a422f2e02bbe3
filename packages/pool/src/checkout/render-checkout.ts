import type { Checkout, PriceLine } from '@kameng/contract/checkout';
import type { Product } from '@kameng/contract/product';
import { readProduct } from '../catalog/get-product.ts';
import type { Context } from '../engine.ts';
import { findAgent } from '../referral/resolve-ref.ts';
import type { CheckoutRow } from './checkout-row.ts';
import { checkoutSecret } from './checkout-secret.ts';
import { consentText } from './consent.ts';

/** The product of a checkout, as its agent sells it. Throws `product_not_found`. */
export async function readQuoted(
  ctx: Context,
  { product_id, agent_id }: Pick<CheckoutRow, 'product_id' | 'agent_id'>,
): Promise<Product> {
  return readProduct(ctx, product_id, agent_id === null ? undefined : await findAgent(ctx, agent_id));
}

/** A checkout as the wire shows it. */
export function renderCheckout(ctx: Context, row: CheckoutRow, product: Product): Checkout {
  const secret = checkoutSecret(ctx.keys, row.id);
  const money = (amount_minor: number) => ({ amount_minor, currency: row.currency });
  return {
    id: row.id,
    secret,
    status: row.order_id !== null ? 'confirmed' : row.expires_at <= ctx.now() ? 'expired' : 'open',
    product,
    quantity: row.quantity,
    unit_price: money(row.unit_price_minor),
    amount: money(row.unit_price_minor * row.quantity),
    breakdown: breakDown(row),
    channels: [...ctx.channels.values()].map(({ id, labels }) => ({
      id,
      label: ctx.language.startsWith('zh') ? labels['zh-CN'] : labels.en,
    })),
    consent: { text_version: row.consent_version, text: consentText(ctx.language) },
    expires_at: row.expires_at.toISOString(),
    url: `${ctx.config.url}/checkout/${row.id}#${secret}`,
  };
}

/** Why this price: from the list price down to what is paid; the lines add up to the amount. */
export function breakDown({
  list_price_minor,
  base_price_minor,
  unit_price_minor,
  unit_discount_minor,
  quantity,
  currency,
}: Pick<
  CheckoutRow,
  'list_price_minor' | 'base_price_minor' | 'unit_price_minor' | 'unit_discount_minor' | 'quantity' | 'currency'
>): PriceLine[] {
  const line = (kind: PriceLine['kind'], amount_minor: number): PriceLine => ({
    kind,
    amount: { amount_minor, currency },
  });
  return [
    line('list_price', list_price_minor * quantity),
    line('pool_saving', (base_price_minor - list_price_minor) * quantity),
    line('quantity_saving', (unit_price_minor + unit_discount_minor - base_price_minor) * quantity),
    line('coupon', -unit_discount_minor * quantity),
  ].filter(({ kind, amount }) => kind === 'list_price' || amount.amount_minor !== 0);
}
