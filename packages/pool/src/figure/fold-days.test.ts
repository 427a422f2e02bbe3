import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import fc from 'fast-check';
import type { ClientBase, Pool, PoolClient } from 'pg';
import { foldAllDays } from '../../test/fold-all-days.ts';
import { insertGoods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { assertFigures } from '../../test/plain-figures.ts';
import { createSite } from '../site/create-site.ts';
import { foldDays } from './fold-days.ts';
import { dayOf } from './span-of.ts';

const dayS = 86_400;
const secret = randomBytes(32).toString('hex');
let engine: TestEngine;
/** Another process on the same database. */
let other: TestEngine;
before(async () => {
  engine = await openTestEngine();
  other = await openTestEngine({ shared: { url: engine.url, secret } });
});
after(async () => {
  await other.close();
  await engine.close();
});

interface World {
  sites: string[];
  offers: { offerId: string; productId: string; supplierId: string }[];
  /** The second was brought in by the first, the third by the second. */
  agents: string[];
  orders: string[];
}

async function openWorld(): Promise<World> {
  const make = () => createSite(engine, { name: 'Shop', kind: 'shop', environment: 'test', origins: [] });
  const sites = [(await make()).id, (await make()).id];
  const offers = [];
  for (let nth = 0; nth < 2; nth += 1) {
    const { offerId, productId } = await insertGoods(engine, { codes: 0 });
    const { rows } = await engine.db.pool.query<{ supplier_id: string }>(
      'SELECT supplier_id FROM offer WHERE id = $1',
      [offerId],
    );
    offers.push({ offerId, productId, supplierId: rows[0]!.supplier_id });
  }
  const agents: string[] = [];
  for (let nth = 0; nth < 3; nth += 1) {
    const id = createId('agent');
    await engine.db.pool.query(
      "INSERT INTO agent (id, ref, name, level, parent_id, created_at) VALUES ($1, $2, 'Agent', 1, $3, now())",
      [id, id.slice(-12), agents.at(-1) ?? null],
    );
    agents.push(id);
  }
  return { sites, offers, agents, orders: [] };
}

/** Something that happens; numbers choose among what there is. */
type Step =
  | { kind: 'sell'; daysAgo: number; pick: number; amount: number; usd: boolean }
  | { kind: 'status'; pick: number; to: string }
  | { kind: 'claw' | 'mature' | 'thaw' | 'deliver' | 'erase' | 'dispute' | 'close'; pick: number; daysAgo: number }
  | { kind: 'hold' | 'end' | 'fold' | 'race' | 'midnight' };

const pick = fc.nat(1000);
const daysAgo = fc.nat(4);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('sell' as const),
        daysAgo,
        pick,
        amount: fc.integer({ min: 10, max: 5000 }),
        usd: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('status' as const),
        pick,
        to: fc.constantFrom('disputed', 'refunding', 'refunded', 'delivered'),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('claw', 'mature', 'thaw', 'deliver', 'erase', 'dispute', 'close'),
        pick,
        daysAgo,
      }),
    },
    { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('hold', 'end', 'fold', 'race', 'midnight') }) },
  ),
  { minLength: 5, maxLength: 30 },
);

async function sell(client: ClientBase, world: World, step: Extract<Step, { kind: 'sell' }>): Promise<void> {
  const at = new Date(engine.now().getTime() - step.daysAgo * dayS * 1000);
  const id = createId('order', at.getTime());
  const { offerId, productId, supplierId } = world.offers[step.pick % 2]!;
  const seller = world.agents[step.pick % 4];
  const currency = step.usd ? 'USD' : 'CNY';
  await client.query(
    `INSERT INTO orders (id, site_id, agent_id, ref, self_sale, status, channel, currency, amount_minor, commission_bps, created_at, paid_at, delivered_at)
     VALUES ($1, $2, $3, $4, $5, 'delivered', 'balance', $6, $7, 0, $8, $8, $8)`,
    [
      id,
      world.sites[step.pick % 3] ?? null,
      seller ?? null,
      step.pick % 5 ? null : 'LINK',
      seller && step.pick % 7 === 0 ? 'device' : null,
      currency,
      step.amount,
      at,
    ],
  );
  await client.query(
    `INSERT INTO order_item (id, order_id, product_id, offer_id, quantity, unit_price_minor, unit_supply_minor, delivered_quantity, status)
     VALUES ($1, $2, $3, $4, 3, $5, 2, 2, 'delivered')`,
    [createId('orderItem'), id, productId, offerId, step.amount],
  );
  const above = seller === undefined ? [] : world.agents.slice(0, world.agents.indexOf(seller));
  const shares = [
    [supplierId, 'supplier_share'],
    ...(seller ? [[seller, 'commission']] : []),
    ...above.map((agent) => [agent, 'downline']),
  ];
  await client.query(
    `INSERT INTO share (order_id, owner_id, kind, currency, amount_minor, matures_at)
     SELECT $1, owner, kind, $4, $5, $6 FROM unnest($2::text[], $3::text[]) AS s (owner, kind)`,
    [id, shares.map(([owner]) => owner), shares.map(([, kind]) => kind), currency, Math.ceil(step.amount / 3), at],
  );
  world.orders.push(id);
}

async function change(
  client: ClientBase,
  world: World,
  step: Exclude<Step, { kind: 'sell' }> & { pick: number },
): Promise<void> {
  const id = world.orders[step.pick % Math.max(1, world.orders.length)];
  if (id === undefined) return;
  if (step.kind === 'status')
    return void (await client.query('UPDATE orders SET status = $2 WHERE id = $1', [id, step.to]));
  const at = new Date(engine.now().getTime() - ('daysAgo' in step ? step.daysAgo : 0) * dayS * 1000);
  if (step.kind === 'dispute') return dispute(client, id, at);
  const texts = {
    close:
      "UPDATE dispute SET status = 'closed', outcome_kind = 'replacement', closed_at = now(), deadline = NULL WHERE order_id = $1",
    claw: 'UPDATE share SET clawed_minor = LEAST(amount_minor, clawed_minor + 1 + amount_minor / 3) WHERE order_id = $1',
    mature:
      'UPDATE share SET matured_at = GREATEST($2, o.created_at) FROM orders o WHERE o.id = $1 AND order_id = $1 AND matured_at IS NULL',
    thaw: 'UPDATE share SET matured_at = NULL WHERE order_id = $1',
    deliver: 'UPDATE order_item SET delivered_quantity = 3 WHERE order_id = $1',
    erase: 'UPDATE orders SET contact_secret = NULL, self_sale = NULL WHERE id = $1',
  };
  await client.query(texts[step.kind as keyof typeof texts], step.kind === 'mature' ? [id, at] : [id]);
}

/** A dispute about two codes of an order, not before it. */
async function dispute(client: ClientBase, orderId: string, asked: Date): Promise<void> {
  const { rows } = await client.query<{ at: Date }>('SELECT GREATEST(created_at, $2) AS at FROM orders WHERE id = $1', [
    orderId,
    asked,
  ]);
  const { at } = rows[0]!;
  const id = createId('dispute', at.getTime());
  const { rowCount } = await client.query(
    `INSERT INTO dispute (id, order_id, item_id, offer_id, supplier_id, status, sequence, deadline, claim, currency, amount_minor, created_at)
     SELECT $2, o.id, i.id, i.offer_id, f.supplier_id, 'opened', 1, $3, 'invalid', o.currency, o.amount_minor, $3
     FROM orders o JOIN order_item i ON i.order_id = o.id JOIN offer f ON f.id = i.offer_id
     WHERE o.id = $1 AND NOT EXISTS (SELECT FROM dispute WHERE order_id = o.id AND status <> 'closed')`,
    [orderId, id, at],
  );
  if (rowCount)
    await client.query('INSERT INTO dispute_code (code_id, dispute_id) VALUES ($1, $3), ($2, $3)', [
      createId('code'),
      createId('code'),
      id,
    ]);
}

async function assertExact(client: Pool | ClientBase, { sites, offers, agents }: World): Promise<void> {
  await assertFigures(client, engine.now(), [...sites, ...agents, ...offers.map(({ supplierId }) => supplierId)]);
}

test('figures are those of every order, whatever changes late and whoever folds meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      const world = await openWorld();
      /** Of a transaction under way, that may have begun before a day was closed or folded. */
      let held: PoolClient | undefined;
      const end = async () => {
        await held?.query('COMMIT');
        held?.release();
        held = undefined;
      };
      try {
        for (const step of given) {
          if (step.kind === 'sell') await sell(held ?? (engine.db.pool as never), world, step);
          else if ('pick' in step) await change(held ?? (engine.db.pool as never), world, step);
          else if (step.kind === 'midnight') for (const each of [engine, other]) each.wait(dayS);
          else if (step.kind === 'fold') await foldDays(engine);
          else if (step.kind === 'race') await Promise.all([foldDays(engine), foldDays(other), foldDays(engine)]);
          else if (step.kind === 'end') await end();
          else if (!held) await (held = await engine.db.pool.connect()).query('BEGIN');
          await assertExact(engine.db.pool, world);
          if (held) await assertExact(held, world);
        }
      } finally {
        await end();
      }
      await Promise.all([foldDays(engine), foldDays(other)]);
      await foldAllDays(engine);
      await assertExact(engine.db.pool, world);
      // By now nothing before today is counted from orders: what is folded is all there was.
      const { rows } = await engine.db.pool.query<{ orders: number }>(
        'SELECT sum(orders)::bigint AS orders FROM day_figure WHERE figure = ANY($1) AND party_id = ANY($2::text[])',
        [['supplier_sales'], world.offers.map(({ supplierId }) => supplierId)],
      );
      const past = world.orders.filter((id) => id < createId('order', Date.parse(dayOf(engine.now()))));
      assert.equal(rows[0]!.orders ?? 0, past.length);
    }),
    { numRuns: 15 },
  );
});

test('a day is not folded while a transaction is under way that may not know that it is closed', async () => {
  const world = await openWorld();
  await foldAllDays(engine);
  const late = await engine.db.pool.connect();
  await late.query('BEGIN');
  await sell(late, world, { kind: 'sell', daysAgo: 0, pick: 0, amount: 700, usd: false });
  for (const each of [engine, other]) each.wait(dayS);
  await foldDays(engine);
  await foldDays(other);
  const behind = 'SELECT FROM day_fold WHERE folded_through < closed_through';
  assert.equal((await engine.db.pool.query(behind)).rowCount, 1);
  await late.query('COMMIT');
  late.release();
  await foldAllDays(engine);
  assert.equal((await engine.db.pool.query(behind)).rowCount, 0);
  await assertExact(engine.db.pool, world);
});

test('where a day begins among ids is the same in the database as here', async () => {
  for (const day of ['1970-01-02', '2024-02-29', '2026-11-23', '2099-12-31']) {
    const [first, last] = [Date.parse(day), Date.parse(day) + dayS * 1000 - 1];
    const ids = [createId('order', first), createId('order', last)];
    const { rows } = await engine.db.pool.query(
      'SELECT day_of_id($2)::text AS first, day_of_id($3)::text AS last, id_from($1::date) AS from, id_from($1::date + 1) AS next',
      [day, ...ids],
    );
    assert.deepEqual([rows[0].first, rows[0].last, rows[0].from], [day, day, ids[0]!.slice(4, 14)]);
    assert.ok(ids[1]!.slice(4, 14) < rows[0].next);
  }
});
