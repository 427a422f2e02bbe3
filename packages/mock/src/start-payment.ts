import type { PaymentAction } from '@kameng/contract/checkout';
import { Refusal } from './refusal.ts';
import { newId, type MockOrder, type MockState } from './state.ts';

/** The channels the mock offers. */
export const channels = [{ id: 'sandbox', label: '沙箱支付 Sandbox' }];

/** Opens a payment at the sandbox gateway and says where the buyer goes. @throws channel_unknown */
export function startPayment(state: MockState, order: MockOrder, channel: string): PaymentAction {
  requireChannel(channel);
  const expiresAt = order.holdUntil ?? state.now();
  const id = newId(state, 'payment');
  state.payments.set(id, {
    id,
    orderId: order.id,
    channel,
    status: 'waiting',
    due: order.amount,
    paidMinor: null,
    tellAt: null,
    expiresAt,
  });
  order.paymentIds = [...order.paymentIds, id];
  return paymentAction(state, order);
}

/** What the buyer's browser does next for the newest payment of an order. */
export function paymentAction(state: MockState, order: MockOrder): PaymentAction {
  const id = order.paymentIds.at(-1);
  const payment = state.payments.get(id ?? '');
  const expires_at = new Date(payment?.expiresAt ?? state.now()).toISOString();
  return payment
    ? { kind: 'redirect', url: `${state.poolUrl}/sandbox/pay/${payment.id}`, expires_at }
    : { kind: 'none', expires_at };
}

/** @throws channel_unknown */
export function requireChannel(channel: string): void {
  if (!channels.some((each) => each.id === channel))
    throw new Refusal('channel_unknown', [{ pointer: '/channel', code: 'unknown' }]);
}
