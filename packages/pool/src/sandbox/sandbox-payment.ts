/** A payment as the gateway keeps it. */
export interface SandboxPayment {
  id: string;
  status: 'open' | 'paid' | 'failed' | 'closed';
  subject: string;
  currency: string;
  amount_minor: number;
  paid_minor: number;
  refunded_minor: number;
  notify_url: string;
  return_url: string;
  expires_at: Date;
}

/** What the gateway tells the merchant about a payment, in answers and in callbacks. */
export interface SandboxNotice {
  merchant_id: string;
  payment_id: string;
  transaction_id: string;
  state: 'pending' | 'paid' | 'failed' | 'closed' | 'refunded';
  /** All money that came in for this payment so far. */
  amount_minor: number;
  currency: string;
}

/** What the gateway charges on the money that stays paid, in basis points, rounded down; it returns its fee on refunds. */
export const sandboxFeeBps = 60;

/** The gateway's one merchant. */
export const sandboxMerchant = 'm_kameng';

/** An open payment ends by itself when its time is up. */
export function sandboxState(payment: SandboxPayment, now: Date): SandboxNotice['state'] {
  if (payment.paid_minor > 0) return payment.refunded_minor >= payment.paid_minor ? 'refunded' : 'paid';
  if (payment.status !== 'open') return payment.status;
  return payment.expires_at <= now ? 'closed' : 'pending';
}

/** The notice about a payment as it stands now. */
export function describeSandboxPayment(payment: SandboxPayment, now: Date): SandboxNotice {
  return {
    merchant_id: sandboxMerchant,
    payment_id: payment.id,
    transaction_id: `sbx_${payment.id.slice(payment.id.indexOf('_') + 1)}`,
    state: sandboxState(payment, now),
    amount_minor: payment.paid_minor,
    currency: payment.currency,
  };
}
