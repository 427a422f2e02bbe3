import type { Checkout } from '@kameng/contract/checkout';
import { confirmCheckout } from '../src/checkout/confirm-checkout.ts';
import { createCheckout } from '../src/checkout/create-checkout.ts';
import type { TestEngine } from './open-test-engine.ts';
import type { PretendChannel } from './pretend-channel.ts';

export interface Wanted {
  productId: string;
  quantity?: number;
  ref?: string;
  coupon?: string;
  email?: string;
}

/** Opens a checkout as a visitor of a page does. */
export function openCheckout(engine: TestEngine, { productId, quantity = 1, ref, coupon }: Wanted): Promise<Checkout> {
  return createCheckout(engine.as({ kind: 'anonymous' }), {
    params: undefined,
    query: {},
    body: {
      product_id: productId,
      quantity,
      ...(ref !== undefined && { ref }),
      ...(coupon !== undefined && { coupon }),
    },
  });
}

/** Confirms it; answers the order's id. */
export async function confirmAs(engine: TestEngine, checkout: Checkout, email = 'buyer@example.com'): Promise<string> {
  const { order } = await confirmCheckout(engine.as({ kind: 'anonymous' }), {
    params: { id: checkout.id },
    query: undefined,
    body: {
      secret: checkout.secret,
      contact: { email },
      channel: 'pretend',
      consent: { text_version: checkout.consent.text_version },
    },
  });
  return order.id;
}

/** Pays an order that waits for its money, by the pretended channel. */
export async function payFor(engine: TestEngine, gateway: PretendChannel, orderId: string): Promise<void> {
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM payment WHERE order_id = $1', [orderId]);
  await engine.batchers.applySeen({ channel: 'pretend', seen: gateway.pay(rows[0]!.id), stored: false });
}

/** Buys and pays; answers the order's id. */
export async function buyAtCheckout(engine: TestEngine, gateway: PretendChannel, wanted: Wanted): Promise<string> {
  const orderId = await confirmAs(engine, await openCheckout(engine, wanted), wanted.email);
  await payFor(engine, gateway, orderId);
  return orderId;
}
