import { createId } from '@kameng/contract/id';
import { ApiError } from '../src/api-error.ts';
import { createCheckout } from '../src/checkout/create-checkout.ts';
import { confirmCheckout } from '../src/checkout/confirm-checkout.ts';
import { createOrder } from '../src/order/create-order.ts';
import { openTestEngine } from './open-test-engine.ts';
import { createPretendChannel } from './pretend-channel.ts';

/** What one process of a race is told: who buys what, how often, and from whose money. */
export interface RaceOrders {
  url: string;
  secret: string;
  productId: string;
  shopId: string;
  /** Half of them buy from the balance, the others confirm a checkout and pay it. */
  buyers: number;
}

export type RaceOutcomes = Record<string, number>;

process.once('message', (orders: RaceOrders) => void race(orders));

async function race({ url, secret, productId, shopId, buyers }: RaceOrders): Promise<void> {
  const gateway = createPretendChannel();
  const engine = await openTestEngine({ shared: { url, secret }, channels: [gateway.channel] });
  const outcomes: RaceOutcomes = {};
  const site = { id: shopId, kind: 'shop' as const, environment: 'test' as const, agentId: undefined, origins: [] };
  const anonymous = engine.as({ kind: 'anonymous' });

  async function buyFromBalance(): Promise<void> {
    const body = {
      product_id: productId,
      quantity: 1,
      client_reference: createId('order'),
      max_amount: { amount_minor: 7600, currency: 'CNY' },
    };
    await createOrder(engine.as({ kind: 'shop', site }), { params: undefined, query: undefined, body });
  }
  async function buyByCheckout(index: number): Promise<void> {
    const checkout = await createCheckout(anonymous, {
      params: undefined,
      query: {},
      body: { product_id: productId, quantity: 1 },
    });
    const body = {
      secret: checkout.secret,
      contact: { email: `b${process.pid}-${index}@example.com` },
      channel: 'pretend',
      consent: { text_version: checkout.consent.text_version },
    };
    const { order } = await confirmCheckout(anonymous, { params: { id: checkout.id }, query: undefined, body });
    const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM payment WHERE order_id = $1', [
      order.id,
    ]);
    await engine.batchers.applySeen({ channel: 'pretend', seen: gateway.pay(rows[0]!.id), stored: false });
  }

  await Promise.all(
    Array.from({ length: buyers }, async (_, index) => {
      const outcome = await (index % 2 ? buyFromBalance() : buyByCheckout(index)).then(
        () => 'bought',
        (error: unknown) => (error instanceof ApiError ? error.code : String(error)),
      );
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }),
  );
  await engine.close();
  process.send!(outcomes, () => process.disconnect());
}
