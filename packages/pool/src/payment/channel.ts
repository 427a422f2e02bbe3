import type { PaymentAction } from '@kameng/contract/checkout';
import type { Money } from '@kameng/contract/money';

/** What a channel says about one payment, from a callback, a query or a close; the same shape whichever it was. */
export interface Seen {
  paymentId: string;
  /** Names this one message for ever: the same event key is the same message, however often it comes. */
  eventKey: string;
  state: 'pending' | 'paid' | 'failed' | 'closed' | 'refunded';
  /** Money received so far for this payment, in total. */
  paid: Money | undefined;
  providerReference: string | undefined;
  /** Who paid, as the channel knows them: an address or the name of an account. The pool keeps and compares a keyed hash of it. */
  payer?: string | undefined;
}

export interface PaymentRequest {
  paymentId: string;
  amount: Money;
  subject: string;
  notifyUrl: string;
  returnUrl: string;
  expiresAt: Date;
}

export interface Callback {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as it came; signatures are checked on these bytes and nothing else. */
  rawBody: Buffer;
}

/** One line of a channel's bill. */
export interface BillLine {
  paymentId: string;
  /** Money that came in, that went back, and what the channel charged; a fee it returned is below zero. */
  kind: 'pay' | 'refund' | 'fee';
  amount: Money;
  at: Date;
}

/** A callback that cannot be trusted; nothing of it is kept but a count. */
export class BadCallback extends Error {
  override name = 'BadCallback';
}

/**
 * One way to pay. A channel translates between its provider and the pool and holds no state;
 * states, retries and money belong to the pool.
 */
export interface Channel {
  readonly id: string;
  readonly labels: { 'zh-CN': string; en: string };
  /** What the channel keeps of each payment, in basis points; rounded down to the minor unit. */
  readonly feeBps: number;
  /** Origins that its payment forms post to; a buyer's page lets a form go nowhere else. None when absent. */
  readonly formOrigins?: readonly string[];
  create(request: PaymentRequest): Promise<PaymentAction>;
  /** Verifies and reads a callback. Throws {@link BadCallback}. */
  notify(callback: Callback): Seen;
  query(paymentId: string): Promise<Seen>;
  /** Asks that no more money comes in. The answer says paid when it was too late for that. */
  close(paymentId: string): Promise<Seen>;
  /** Returns money once per refundId, however often it is asked. */
  refund(request: { refundId: string; paymentId: string; amount: Money }): Promise<'done' | 'pending'>;
  /** The channel's bill of a day (`2026-01-31`, as the channel counts days), for channels that have one. Throws when it is not ready. */
  bill?(day: string): AsyncIterable<BillLine>;
  /** How far the days of its bills are ahead of UTC, in minutes; 480 in China. Zero when absent. */
  readonly billOffsetMinutes?: number;
}
