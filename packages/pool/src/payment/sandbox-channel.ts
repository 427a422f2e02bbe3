import { sandboxFeeBps } from '../sandbox/sandbox-payment.ts';
import { isSigned, signatureHeader } from '../sandbox/sandbox-signature.ts';
import { callSandbox, type SandboxCallOptions } from './call-sandbox.ts';
import { BadCallback, type Channel, type Seen } from './channel.ts';
import { readSandboxBill } from './read-sandbox-bill.ts';
import { parseSandboxMessage, readSandboxNotice } from './read-sandbox-notice.ts';

/** A retried callback may be as old as the gateway's last retry; a replay has no effect, since its event key is known. */
const callbackWindowS = 24 * 3600;

/** The built-in gateway as a payment channel. Its calls throw when the gateway cannot be reached or refuses. */
export function createSandboxChannel(options: SandboxCallOptions): Channel {
  const { key, now = () => new Date() } = options;

  /** @param unknown what it means when the gateway has never heard of the payment */
  async function ask(action: 'query' | 'close', paymentId: string, unknown: Seen['state']): Promise<Seen> {
    const answer = await callSandbox(options, `/payments/${paymentId}/${action}`, { action, payment_id: paymentId });
    if (answer === undefined)
      return {
        paymentId,
        eventKey: `${paymentId} ${unknown}`,
        state: unknown,
        paid: undefined,
        providerReference: undefined,
      };
    const seen = readSandboxNotice(answer, (notice) => `${notice.payment_id} ${notice.state} ${notice.amount_minor}`);
    if (seen.paymentId !== paymentId) throw new Error('sandbox gateway: the answer is about another payment');
    return seen;
  }

  return {
    id: 'sandbox',
    labels: { 'zh-CN': '测试支付', en: 'Test payment' },
    feeBps: sandboxFeeBps,
    async create({ paymentId, amount, subject, notifyUrl, returnUrl, expiresAt }) {
      const answer = await callSandbox(options, '/payments', {
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
      const fields = parseSandboxMessage(rawBody);
      const { event_id } = fields;
      if (typeof event_id !== 'string' || !/^[\w-]{1,100}$/.test(event_id))
        throw new BadCallback('event_id is malformed');
      return readSandboxNotice(fields, () => event_id);
    },
    query: (paymentId) => ask('query', paymentId, 'pending'),
    // Nobody was ever sent to pay a payment that the gateway does not know.
    close: (paymentId) => ask('close', paymentId, 'closed'),
    async refund({ refundId, paymentId, amount }) {
      const answer = await callSandbox(options, `/payments/${paymentId}/refund`, {
        action: 'refund',
        payment_id: paymentId,
        refund_no: refundId,
        ...amount,
      });
      if (answer === undefined) throw new Error('sandbox gateway: the payment to refund is unknown');
      return 'done';
    },
    bill: (day) => readSandboxBill(options, day),
  };
}
