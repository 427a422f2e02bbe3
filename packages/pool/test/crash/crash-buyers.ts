import { setTimeout as delay } from 'node:timers/promises';
import { createId } from '@kameng/contract/id';
import type { Checkout, Confirmation } from '@kameng/contract/checkout';
import type { Order } from '@kameng/contract/order';
import { callUntilAnswered, type Answered } from './call-until-answered.ts';
import type { CrashSite } from './open-crash-site.ts';
import { payKinds, type PayKind } from './pretend-gateway.ts';

/** What buyers were told, kept where no pool process can lose it. */
export interface Receipts {
  /** Order of each client_reference that was answered with one. */
  purchases: Map<string, string>;
  /** References that were refused for good: nothing may have been bought with them. */
  refused: Set<string>;
  /** Orders made by checkouts. */
  checkouts: Set<string>;
  /** Codes as they were once shown, by order. */
  codes: Map<string, string>;
  /** Answers that no buyer should ever get. */
  problems: string[];
}

export function noReceipts(): Receipts {
  return { purchases: new Map(), refused: new Set(), checkouts: new Set(), codes: new Map(), problems: [] };
}

/** Refusals that are right while codes are few. */
const soldOut = new Set(['sold_out', 'hold_limit']);

/** One purchase from the shop's balance, sometimes asked for twice at once or again afterwards. */
export async function buyFromBalance(site: CrashSite, receipts: Receipts): Promise<void> {
  const reference = createId('order');
  const headers = { authorization: `Bearer ${site.shopKey}`, 'idempotency-key': createId('event') };
  const body = {
    product_id: site.productId(),
    quantity: Math.random() < 0.2 ? 3 : 1,
    client_reference: reference,
    max_amount: { amount_minor: 1_000_000, currency: 'CNY' },
  };
  const ask = () => callUntilAnswered(site.find, '/v1/orders', { headers, body });
  const answers = await Promise.all(Math.random() < 0.2 ? [ask(), ask()] : [ask()]);
  if (Math.random() < 0.2) answers.push(await ask());
  const granted = answers.filter(({ status }) => status >= 200 && status < 300);
  const ids = new Set(granted.map(({ body: order }) => (order as unknown as Order).id));
  if (ids.size > 1) receipts.problems.push(`${reference} was answered with ${[...ids].join(' and ')}`);
  const [id] = ids;
  for (const answer of answers) if (!granted.includes(answer)) expectRefusal(answer, `balance ${reference}`, receipts);
  if (id === undefined) return void receipts.refused.add(reference);
  receipts.purchases.set(reference, id);
  const delivered = granted.some(({ status, body: order }) => status < 202 && order.status === 'delivered');
  if (delivered && Math.random() < 0.3) await reveal(site, receipts, id);
}

/** One purchase by checkout: opened, confirmed until it is answered, and then paid, or not, or oddly. */
export async function buyByCheckout(site: CrashSite, receipts: Receipts): Promise<void> {
  const opened = await callUntilAnswered(site.find, '/v1/checkouts', {
    body: { product_id: site.productId(), quantity: 1 },
  });
  if (opened.status !== 201) return expectRefusal(opened, 'checkout', receipts);
  const checkout = opened.body as unknown as Checkout;
  const confirmed = await callUntilAnswered(site.find, `/v1/checkouts/${checkout.id}/confirm`, {
    headers: { 'idempotency-key': createId('event') },
    body: {
      secret: checkout.secret,
      contact: { email: `${checkout.id}@example.com` },
      channel: 'sandbox',
      consent: { text_version: checkout.consent.text_version },
    },
  });
  if (confirmed.status !== 201) return expectRefusal(confirmed, `confirm ${checkout.id}`, receipts);
  const { order, action } = confirmed.body as unknown as Confirmation;
  receipts.checkouts.add(order.id);
  if (action.kind !== 'redirect') return void receipts.problems.push(`${order.id} has action ${action.kind}`);
  const kind = choosePayment();
  if (kind === undefined) return;
  if (kind === 'late') await delay(site.holdS * 1000 + 1500);
  site.gateway.pay(action.url.split('/').at(-1)!, kind);
}

/** Most pay as they should; some never do. */
function choosePayment(): PayKind | undefined {
  const dice = Math.random();
  if (dice < 0.5) return 'paid';
  return dice < 0.6 ? undefined : payKinds[Math.floor(Math.random() * payKinds.length)];
}

function expectRefusal({ status, body }: Answered, what: string, receipts: Receipts): void {
  if (!soldOut.has(String(body.code)))
    receipts.problems.push(`${what}: ${status} ${String(body.code)} ${String(body.detail)}`);
}

/** Looks at an order's codes; they must be the same whenever one looks. */
export async function reveal(site: CrashSite, receipts: Receipts, orderId: string): Promise<void> {
  const headers = { authorization: `Bearer ${site.shopKey}` };
  const shown = await callUntilAnswered(site.find, `/v1/orders/${orderId}/reveal`, { headers, body: {} });
  const codes = JSON.stringify(shown.body.codes);
  const before = receipts.codes.get(orderId);
  if (shown.status !== 200)
    receipts.problems.push(`${orderId} cannot be revealed: ${shown.status} ${String(shown.body.code)}`);
  else if (before !== undefined && before !== codes) receipts.problems.push(`${orderId} shows other codes than before`);
  receipts.codes.set(orderId, codes);
}
