import { readLimited } from '../sandbox/read-limited.ts';
import { sandboxMerchant, type SandboxNotice } from '../sandbox/sandbox-payment.ts';
import { isSigned, signatureHeader, signMessage } from '../sandbox/sandbox-signature.ts';
import { BadCallback, type Channel, type Seen } from './channel.ts';

export interface SandboxChannelOptions {
  /** Where the gateway's API listens, without a slash at the end. */
  gatewayUrl: string;
  /** Shared with the gateway, 32 bytes. */
  key: Buffer;
  fetch?: typeof fetch;
  now?: () => Date;
}

/** A retried callback may be as old as the gateway's last retry; a replay has no effect, since its event key is known. */
const callbackWindowS = 24 * 3600;
const answerWindowS = 300;
const answerLimitMs = 5000;
const answerBytesMax = 16 * 1024;
const states: ReadonlySet<unknown> = new Set<SandboxNotice['state']>([
  'pending',
  'paid',
  'failed',
  'closed',
  'refunded',
]);

/** The built-in gateway as a payment channel. Its calls throw when the gateway cannot be reached or refuses. */
export function createSandboxChannel({
  gatewayUrl,
  key,
  fetch: request = fetch,
  now = () => new Date(),
}: SandboxChannelOptions): Channel {
  /** One signed call; answers the parsed body of a signed answer, or undefined when the gateway does not know the payment. */
  async function call(path: string, fields: object): Promise<Readonly<Record<string, unknown>> | undefined> {
    const body = JSON.stringify(fields);
    const response = await request(`${gatewayUrl}/sandbox/api/payments${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [signatureHeader]: signMessage(key, body, now()) },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(answerLimitMs),
    });
    const answer = await readLimited(response, answerBytesMax);
    if (!isSigned(key, answer, response.headers.get(signatureHeader), now(), answerWindowS))
      throw new Error(`sandbox gateway: unsigned answer ${response.status}`);
    if (response.status === 404) return undefined;
    if (response.status !== 200)
      throw new Error(`sandbox gateway: ${response.status} ${answer.toString('utf8').slice(0, 200)}`);
    return parseObject(answer);
  }

  /** @param unknown what it means when the gateway has never heard of the payment */
  async function ask(action: 'query' | 'close', paymentId: string, unknown: Seen['state']): Promise<Seen> {
    const answer = await call(`/${paymentId}/${action}`, { action, payment_id: paymentId });
    if (answer === undefined)
      return {
        paymentId,
        eventKey: `${paymentId} ${unknown}`,
        state: unknown,
        paid: undefined,
        providerReference: undefined,
      };
    const seen = readNotice(answer, (notice) => `${notice.payment_id} ${notice.state} ${notice.amount_minor}`);
    if (seen.paymentId !== paymentId) throw new Error('sandbox gateway: the answer is about another payment');
    return seen;
  }

  return {
    id: 'sandbox',
    labels: { 'zh-CN': '测试支付', en: 'Test payment' },
    feeBps: 60,
    async create({ paymentId, amount, subject, notifyUrl, returnUrl, expiresAt }) {
      const answer = await call('', {
        action: 'create',
        payment_id: paymentId,
        amount_minor: amount.amount_minor,
        currency: amount.currency,
        subject: subject.replaceAll(/\s+/g, ' ').slice(0, 256),
        notify_url: notifyUrl,
        return_url: returnUrl,
        expires_at: expiresAt.toISOString(),
      });
      if (typeof answer?.pay_url !== 'string') throw new Error('sandbox gateway: no pay_url in the answer');
      return { kind: 'redirect', url: answer.pay_url, expires_at: expiresAt.toISOString() };
    },
    notify({ headers, rawBody }) {
      if (!isSigned(key, rawBody, headers[signatureHeader], now(), callbackWindowS))
        throw new BadCallback('the signature is missing, wrong or too old');
      const fields = parseObject(rawBody);
      const { event_id } = fields;
      if (typeof event_id !== 'string' || !/^[\w-]{1,100}$/.test(event_id))
        throw new BadCallback('event_id is malformed');
      return readNotice(fields, () => event_id);
    },
    query: (paymentId) => ask('query', paymentId, 'pending'),
    // Nobody was ever sent to pay a payment that the gateway does not know.
    close: (paymentId) => ask('close', paymentId, 'closed'),
    async refund({ refundId, paymentId, amount }) {
      const answer = await call(`/${paymentId}/refund`, {
        action: 'refund',
        payment_id: paymentId,
        refund_no: refundId,
        ...amount,
      });
      if (answer === undefined) throw new Error('sandbox gateway: the payment to refund is unknown');
      return 'done';
    },
  };
}

function parseObject(body: Buffer): Readonly<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new BadCallback('the body is not JSON', { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new BadCallback('the body is not an object');
  return parsed as Record<string, unknown>;
}

/** Every field has exactly the type that is documented: a signature says who wrote a message, not that it makes sense. */
function readNotice(fields: Readonly<Record<string, unknown>>, eventKey: (notice: SandboxNotice) => string): Seen {
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
