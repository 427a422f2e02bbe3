import { sandboxMerchant } from '../sandbox/sandbox-payment.ts';
import { callSandbox, type SandboxCallOptions } from './call-sandbox.ts';
import type { BillLine } from './channel.ts';

const pagesMax = 100_000;
const kinds: ReadonlySet<unknown> = new Set<BillLine['kind']>(['pay', 'refund', 'fee']);

/** The gateway's bill of a day, page by page. Throws when it cannot be reached, is not ready, or does not make sense. */
export async function* readSandboxBill(options: SandboxCallOptions, day: string): AsyncGenerator<BillLine> {
  let after = '';
  for (let page = 0; page < pagesMax; page += 1) {
    const answer = await callSandbox(options, '/bill', { action: 'bill', day, after });
    if (answer?.merchant_id !== sandboxMerchant || answer.day !== day || !Array.isArray(answer.lines))
      throw new Error('sandbox gateway: this is not the bill that was asked for');
    for (const line of answer.lines) yield readLine(line as Record<string, unknown>);
    if (answer.next === null) return;
    // Pages that do not move on would never end.
    if (typeof answer.next !== 'string' || answer.next <= after)
      throw new Error('sandbox gateway: the bill goes in circles');
    after = answer.next;
  }
  throw new Error(`sandbox gateway: the bill has more than ${pagesMax} pages`);
}

function readLine({ payment_id, kind, amount_minor, currency, at }: Record<string, unknown>): BillLine {
  const time = typeof at === 'string' ? new Date(at) : new Date(Number.NaN);
  const sound =
    typeof payment_id === 'string' &&
    /^\w{1,64}$/.test(payment_id) &&
    kinds.has(kind) &&
    typeof amount_minor === 'number' &&
    Number.isSafeInteger(amount_minor) &&
    typeof currency === 'string' &&
    /^[A-Z]{3}$/.test(currency) &&
    !Number.isNaN(time.getTime());
  if (!sound) throw new Error('sandbox gateway: a line of the bill is malformed');
  return { paymentId: payment_id, kind: kind as BillLine['kind'], amount: { amount_minor, currency }, at: time };
}
