import { createHash } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import { readGoods, type DemoGood } from '../demo/goods.ts';
import { demoAgents, demoDesks, demoShop, demoSite, demoSuppliers } from '../demo/parties.ts';
import { confirmCheckout } from './checkout/confirm-checkout.ts';
import { createCheckout } from './checkout/create-checkout.ts';
import { closeInTurn, type Undo } from './close-in-turn.ts';
import { transact } from './database/transact.ts';
import { openDispute } from './dispute/open-dispute.ts';
import type { Actor, Context, Engine, Site } from './engine.ts';
import { availableOf, channelFunds } from './ledger/accounts.ts';
import { matureShares } from './ledger/mature-shares.ts';
import { postTransfers } from './ledger/post-transfers.ts';
import { proveDaily } from './ledger/prove-daily.ts';
import { readBalances } from './ledger/read-balances.ts';
import { openEngine } from './open-engine.ts';
import { createOrder } from './order/create-order.ts';
import { revealOrder } from './order/reveal-order.ts';
import { createSandboxChannel } from './payment/sandbox-channel.ts';
import type { PreparedConfig } from './prepare-database.ts';
import { writeViews } from './referral/count-views.ts';
import { raiseRisks } from './risk/raise-risks.ts';
import { createSandboxPayment } from './sandbox/create-sandbox-payment.ts';
import { paySandboxPayment } from './sandbox/pay-sandbox-payment.ts';

const days = 90;
const dayMs = 86_400_000;
/** Buyers come in these hours of a day in China, as hours of UTC. */
const slots = [1.5, 4, 7.5, 12];
const currency = 'CNY';
const site: Site = { id: demoSite.id, kind: 'site', environment: 'test', agentId: undefined, origins: [] };
const shop: Site = { id: demoShop.id, kind: 'shop', environment: 'test', agentId: undefined, origins: [] };
const agent = demoAgents[1];

/**
 * Trades through the demo for 90 days, so that every desk has something to show: buyers of a page, of an agent's link and of a shop,
 * through the very verbs that requests use, with the clock set back. Does nothing when anything was ever bought.
 */
export async function seedTrade({ config, log }: Pick<Engine, 'config' | 'log'>): Promise<void> {
  const undo: Undo = [];
  let at = new Date();
  try {
    // Whoever has an engine has its database.
    const engine: Engine = await openEngine(config as PreparedConfig, { log, now: () => at, channels: [] }, undo);
    const { rowCount } = await engine.db.pool.query('SELECT FROM orders LIMIT 1');
    if (rowCount) return;
    const channel = createSandboxChannel({ gatewayUrl: config.url, key: engine.keys.sandboxGateway, now: () => at });
    // The gateway answers requests only when the pool does; until then it is asked directly.
    (engine.channels as Map<string, typeof channel>).set(channel.id, {
      ...channel,
      async create({ paymentId, amount, subject, notifyUrl, returnUrl, expiresAt }) {
        const expires_at = expiresAt.toISOString();
        const urls = { notify_url: notifyUrl, return_url: returnUrl };
        await createSandboxPayment(engine, { payment_id: paymentId, ...amount, subject, ...urls, expires_at });
        return { kind: 'redirect', url: returnUrl, expires_at };
      },
    });
    const random = createRandom();
    const goods = readGoods().filter(isPlenty);
    const now = at.getTime();
    const first = Math.floor(now / dayMs) * dayMs - days * dayMs;
    for (let day = 0; day <= days; day += 1) {
      const weekend = [0, 6].includes(new Date(first + day * dayMs).getUTCDay()) ? 1.5 : 1;
      for (const hour of slots) {
        at = new Date(first + day * dayMs + hour * 3_600_000 + Math.floor(random() * 3_000_000));
        if (at.getTime() > now - 600_000) break;
        const orders = Math.floor((0.6 + day / days) * weekend * random() * 2.2);
        await Promise.all(Array.from({ length: orders }, () => sell(engine, random, goods)));
      }
      at = new Date(Math.min(first + (day + 1) * dayMs - 1, now));
      await endDay(engine, random);
    }
    await complain(engine);
    await buyOwn(engine, goods);
    await writeViews(engine);
    at = new Date(now);
    // Nobody waits for these letters.
    await engine.db.pool.query('DELETE FROM mail');
  } finally {
    await closeInTurn(undo, log)();
  }
}

/** Shelves that are short or empty on purpose stay as they are. */
function isPlenty({ category, limits_min = 1, offers }: DemoGood): boolean {
  return category !== 'test' && limits_min === 1 && offers.reduce((sum, { codes }) => sum + codes, 0) >= 150;
}

/** One purchase, by a shop or by a buyer who looks at the code at once. */
async function sell(engine: Engine, random: () => number, goods: readonly DemoGood[]): Promise<void> {
  const good = goods[Math.floor(random() ** 2 * goods.length)]!;
  const quantity = random() < 0.85 ? 1 : 2;
  const seller = random();
  const email = `buyer${Math.floor(random() * 180)}@example.com`;
  if (seller < 0.3) return sellToShop(engine, good, quantity);
  await sellToBuyer(engine, good, { quantity, email, ...(seller >= 0.55 && { ref: agent.ref }) });
}

/** A buyer at a page of the demo's site, or behind an agent's link. */
async function sellToBuyer(
  engine: Engine,
  good: DemoGood,
  { quantity, email, ref }: { quantity: number; email: string; ref?: string },
): Promise<void> {
  const ctx = contextOf(engine, ref === undefined ? { kind: 'site', site } : { kind: 'anonymous' });
  const { id, secret, consent } = await createCheckout(ctx, {
    params: undefined,
    query: {},
    body: { product_id: good.id, quantity, ...(ref !== undefined && { ref }) },
  });
  const body = {
    secret,
    contact: { email },
    channel: 'sandbox',
    consent: { text_version: consent.text_version },
  };
  const { order } = await confirmCheckout(ctx, { params: { id }, query: undefined, body });
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM payment WHERE order_id = $1', [order.id]);
  const paymentId = rows[0]!.id;
  const { paid_minor } = await paySandboxPayment(engine, paymentId, 'lost');
  const paid = { amount_minor: paid_minor, currency };
  const seen = { paymentId, eventKey: `${paymentId} paid`, state: 'paid', paid, providerReference: paymentId } as const;
  await engine.batchers.applySeen({ channel: 'sandbox', seen, stored: false });
  const asBuyer = contextOf(engine, { kind: 'buyer', orderId: order.id });
  await revealOrder(asBuyer, { params: { id: order.id }, query: {}, body: {} });
}

async function sellToShop(engine: Engine, good: DemoGood, quantity: number): Promise<void> {
  const max_amount = { amount_minor: good.list_price_minor * quantity, currency };
  const body = { product_id: good.id, quantity, client_reference: createId('event'), max_amount };
  const ctx = contextOf(engine, { kind: 'shop', site: shop });
  await createOrder(ctx, { params: undefined, query: undefined, body });
}

/** What happens at the end of a day: links were looked at, the shop fills its balance up, shares mature, the books are proved. */
async function endDay(engine: Engine, random: () => number): Promise<void> {
  await engine.db.pool.query(
    `INSERT INTO agent_day (agent_id, day, ref, views) VALUES ($1, $2, $3, $4)
     ON CONFLICT (agent_id, day, ref) DO UPDATE SET views = EXCLUDED.views`,
    [agent.id, engine.now().toISOString().slice(0, 10), agent.ref, 8 + Math.floor(random() * 30)],
  );
  await writeViews(engine);
  const to = availableOf(shop.id, currency);
  await transact(engine.db.pool, async (client) => {
    const left = (await readBalances(client, [to])).get(to) ?? 0;
    const topUp = { kind: 'top_up', from: channelFunds('sandbox', currency), to, currency, order_id: null } as const;
    await postTransfers(client, engine.now(), [{ ...topUp, amount_minor: demoShop.balance_minor - left }]);
  });
  await matureShares(engine);
  await proveDaily(engine);
}

/** The last buyer of the demo's supplier says that a code does not work, so that there is something to answer. */
async function complain(engine: Engine): Promise<void> {
  const { rows } = await engine.db.pool.query<{ id: string }>(
    `SELECT o.id FROM orders o JOIN order_item i ON i.order_id = o.id JOIN offer f ON f.id = i.offer_id
     WHERE o.channel = 'sandbox' AND f.supplier_id = $1 ORDER BY o.id DESC LIMIT 1`,
    [demoSuppliers['harbour-lane'].id],
  );
  if (!rows[0]) return;
  const { id } = rows[0];
  const body = { claim: 'invalid', text: '官网提示兑换码无效。' } as const;
  await openDispute(contextOf(engine, { kind: 'buyer', orderId: id }), { params: { id }, query: {}, body });
}

/** The agent buys through their own link, so that the operator has a risk to look at. */
async function buyOwn(engine: Engine, goods: readonly DemoGood[]): Promise<void> {
  const { email } = demoDesks.find(({ kind }) => kind === 'agent')!;
  for (const good of goods.slice(0, 3)) await sellToBuyer(engine, good, { quantity: 1, email, ref: agent.ref });
  await raiseRisks(engine);
}

function contextOf(engine: Engine, actor: Actor): Context {
  const nobody = { ref: undefined, origin: undefined, cookie: undefined, addressFingerprint: undefined };
  return { ...engine, actor, requestId: createId('event'), language: 'zh-CN', idempotency: undefined, ...nobody };
}

/** The same numbers in [0, 1) each time: a demo that differs from one start to the next helps nobody. */
function createRandom(): () => number {
  let drawn = 0;
  return () =>
    createHash('sha256')
      .update(`trade ${(drawn += 1)}`)
      .digest()
      .readUInt32BE() /
    2 ** 32;
}
