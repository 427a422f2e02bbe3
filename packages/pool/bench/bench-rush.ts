import { availableParallelism } from 'node:os';
import type { Checkout, Confirmation } from '@kameng/contract/checkout';
import type { Order } from '@kameng/contract/order';
import { createTestDatabase } from '../src/database/test-database.ts';
import { isFaultless, proveLedger } from '../src/ledger/prove-ledger.ts';
import { insertGoods } from '../test/insert-goods.ts';
import { openTestEngine } from '../test/open-test-engine.ts';
import { printLine, round } from './measure.ts';
import { startServers, usageOf } from './start-servers.ts';

const codes = 5000;
const buyers = 20_000;
/** Buyers who are at it at the same time. */
const atOnce = 64;
/** An order that is not delivered after so many looks was lost. */
const looksMax = 600;
const lookEveryMs = 100;

/** What became of one buyer. */
type Fate =
  | { bought: true; base: string; order: Order; token: string; confirm_ms: number }
  | { bought: false; confirm_ms: number | undefined };

/**
 * A rush: many more buyers than codes go through the public API, each opening a checkout, confirming it and paying at the sandbox
 * gateway, whose signed callbacks come back over HTTP. Exactly the codes are delivered, everybody else is told that it is sold out,
 * and the books are even; anything else throws.
 */
async function benchRush(): Promise<void> {
  const database = await createTestDatabase();
  const engine = await openTestEngine({ shared: { url: database.url, secret: '07'.repeat(32) } });
  const { productId } = await insertGoods(engine, { codes });
  const servers = await startServers(availableParallelism(), { kind: 'pool', databaseUrl: database.url });
  const begin = performance.now();
  const fates: Fate[] = [];
  let next = 0;
  const queue = async () => {
    for (let index = next++; index < buyers; index = next++)
      fates.push(await buy(servers[index % servers.length]!.url, productId, index));
  };
  await Promise.all(Array.from({ length: atOnce }, queue));
  const seconds = (performance.now() - begin) / 1000;
  const bought = fates.filter((fate) => fate.bought);
  for (const fate of bought) await waitForCode(fate);
  // Whoever found the shelf empty on arriving never confirmed.
  const confirms = fates.flatMap(({ confirm_ms }) => confirm_ms ?? []).toSorted((left, right) => left - right);
  const usage = await Promise.all(servers.map(usageOf));
  const delivered = await engine.db.pool.query<{ count: number }>(
    "SELECT count(*) FROM order_code WHERE status = 'sold'",
  );
  if (bought.length !== codes || delivered.rows[0]!.count !== codes)
    throw new Error(`${bought.length} held and ${delivered.rows[0]!.count} delivered of ${codes} codes`);
  if (!isFaultless(await proveLedger(engine.db.pool))) throw new Error('the books are not even');
  printLine({
    bench: 'rush',
    case: `${buyers} buyers, ${codes} codes`,
    delivered: bought.length,
    sold_out: fates.length - bought.length,
    errors: 0,
    buyers_per_s: Math.round(buyers / seconds),
    confirm_p50_ms: at(confirms, 0.5),
    confirm_p99_ms: at(confirms, 0.99),
    rss_mb: Math.max(...usage.map(({ rss_mb }) => rss_mb)),
  });
  for (const { child } of servers) child.disconnect();
  await engine.close();
  await database.drop();
}

async function buy(base: string, productId: string, index: number): Promise<Fate> {
  const opened = await post<Checkout>(`${base}/v1/checkouts`, { product_id: productId, quantity: 1 });
  // A shelf that is empty says so before anybody types an address.
  if (opened.status === 409) return refused(opened, undefined);
  const checkout = granted(opened);
  const begin = performance.now();
  const answer = await post<Confirmation>(`${base}/v1/checkouts/${checkout.id}/confirm`, {
    secret: checkout.secret,
    contact: { email: `buyer-${index}@example.com` },
    channel: 'sandbox',
    consent: { text_version: checkout.consent.text_version },
  });
  const confirm_ms = performance.now() - begin;
  if (answer.status === 409) return refused(answer, confirm_ms);
  const { order, order_token, action } = granted(answer);
  if (action.kind !== 'redirect') throw new Error(`the sandbox asks for ${action.kind}`);
  const paid = await fetch(action.url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'outcome=paid',
  });
  if (!paid.ok) throw new Error(`paying answered ${paid.status}: ${await paid.text()}`);
  return { bought: true, base, order, token: order_token, confirm_ms };
}

interface Answer<Body> {
  status: number;
  body: Body | { code: string };
}

function refused({ body }: Answer<unknown>, confirm_ms: number | undefined): Fate {
  const { code } = body as { code: string };
  if (code !== 'sold_out') throw new Error(`refused with ${code}`);
  return { bought: false, confirm_ms };
}

function granted<Body>({ status, body }: Answer<Body>): Body {
  if (status !== 201) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body as Body;
}

async function post<Body>(url: string, body: object): Promise<Answer<Body>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}

/** Whoever paid has a code in the end; nearly all have it by the time somebody looks. */
async function waitForCode(fate: Extract<Fate, { bought: true }>): Promise<void> {
  for (let look = 0; look < looksMax; look += 1) {
    const answer = await fetch(`${fate.base}/v1/orders/${fate.order.id}`, {
      headers: { authorization: `Bearer ${fate.token}` },
    });
    const { status } = (await answer.json()) as Order;
    if (status === 'delivered') return;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  throw new Error(`order ${fate.order.id} was paid and not delivered`);
}

function at(sorted: readonly number[], share: number): number {
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
}

await benchRush();
