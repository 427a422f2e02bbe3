import type { Channel, Seen } from '../src/payment/channel.ts';

/** A payment channel that the test plays: it knows what was paid, and says so when asked. */
export interface PretendChannel {
  channel: Channel;
  /** What the gateway knows of each payment. */
  payments: Map<string, { due_minor: number; paid_minor: number; currency: string; closed: boolean; failed: boolean }>;
  /** Money sent back, by refund id. */
  refunds: Map<string, { paymentId: string; amount_minor: number; currency: string }>;
  /** The buyer pays; the message a callback would carry. */
  pay(paymentId: string, amount_minor?: number): Seen;
  /** Set to make every call to the gateway fail. */
  down: boolean;
}

export function createPretendChannel({ id = 'pretend', feeBps = 60 } = {}): PretendChannel {
  const payments: PretendChannel['payments'] = new Map();
  const refunds: PretendChannel['refunds'] = new Map();
  let messages = 0;
  function answer(): void {
    if (pretend.down) throw new Error('gateway is down');
  }
  function look(paymentId: string): Seen {
    const payment = payments.get(paymentId);
    messages += 1;
    const paid =
      payment && payment.paid_minor > 0 ? { amount_minor: payment.paid_minor, currency: payment.currency } : undefined;
    const state = paid ? 'paid' : payment?.failed ? 'failed' : !payment || payment.closed ? 'closed' : 'pending';
    return { paymentId, eventKey: `message ${messages}`, state, paid, providerReference: undefined };
  }
  const pretend: PretendChannel = {
    payments,
    refunds,
    down: false,
    pay(paymentId, amount_minor) {
      const payment = payments.get(paymentId)!;
      payment.paid_minor += amount_minor ?? payment.due_minor;
      return look(paymentId);
    },
    channel: {
      id,
      labels: { 'zh-CN': '假装', en: 'Pretend' },
      feeBps,
      async create({ paymentId, amount, expiresAt }) {
        answer();
        if (!payments.has(paymentId))
          payments.set(paymentId, {
            due_minor: amount.amount_minor,
            paid_minor: 0,
            currency: amount.currency,
            closed: false,
            failed: false,
          });
        return { kind: 'redirect', url: `http://gateway.test/${paymentId}`, expires_at: expiresAt.toISOString() };
      },
      notify: () => {
        throw new Error('the test hands messages over itself');
      },
      async query(paymentId) {
        answer();
        return look(paymentId);
      },
      async close(paymentId) {
        answer();
        const payment = payments.get(paymentId);
        if (payment && payment.paid_minor === 0) payment.closed = true;
        return look(paymentId);
      },
      async refund({ refundId, paymentId, amount }) {
        answer();
        refunds.set(refundId, { paymentId, ...amount });
        return 'done';
      },
    },
  };
  return pretend;
}
