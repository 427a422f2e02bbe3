import { sandboxMerchant, type SandboxNotice } from '../sandbox/sandbox-payment.ts';
import { BadCallback, type Seen } from './channel.ts';

type Fields = Readonly<Record<string, unknown>>;

const states: ReadonlySet<unknown> = new Set<SandboxNotice['state']>([
  'pending',
  'paid',
  'failed',
  'closed',
  'refunded',
]);

/** Parses a message of the gateway. Throws {@link BadCallback} unless it is a JSON object. */
export function parseSandboxMessage(body: Buffer): Fields {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new BadCallback('the body is not JSON', { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new BadCallback('the body is not an object');
  return parsed as Fields;
}

/**
 * Reads what a message says about a payment. Every field has exactly the type that is documented: a signature says who wrote
 * a message, not that it makes sense. Throws {@link BadCallback}.
 */
export function readSandboxNotice(fields: Fields, eventKey: (notice: SandboxNotice) => string): Seen {
  const { merchant_id, payment_id, transaction_id, state, amount_minor, currency } = fields;
  if (merchant_id !== sandboxMerchant) throw new BadCallback('the message is for another merchant');
  if (typeof payment_id !== 'string' || !/^\w{1,64}$/.test(payment_id))
    throw new BadCallback('payment_id is malformed');
  if (typeof transaction_id !== 'string' || !/^\w{1,64}$/.test(transaction_id))
    throw new BadCallback('transaction_id is malformed');
  if (!states.has(state)) throw new BadCallback('state is unknown');
  if (typeof amount_minor !== 'number' || !Number.isSafeInteger(amount_minor) || amount_minor < 0)
    throw new BadCallback('amount_minor is not an amount');
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) throw new BadCallback('currency is malformed');
  const notice = { merchant_id, payment_id, transaction_id, state, amount_minor, currency } as SandboxNotice;
  if ((notice.state === 'paid' || notice.state === 'refunded') !== amount_minor > 0)
    throw new BadCallback('state and amount_minor do not agree');
  return {
    paymentId: payment_id,
    eventKey: eventKey(notice),
    state: notice.state,
    paid: amount_minor > 0 ? { amount_minor, currency } : undefined,
    providerReference: transaction_id,
  };
}
