import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { insertGoods, makeCodes } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { transact } from '../database/transact.ts';
import { claimCodes, takeText, type ShelfStart } from './claim-codes.ts';
import { uploadCodes } from './upload-codes.ts';

let engine: TestEngine;
before(async () => {
  engine = await openTestEngine();
});
after(() => engine.close());

const claim = (offerId: string, quantities: number[]) =>
  transact(engine.db.pool, (client) =>
    claimCodes(
      client,
      quantities.map((quantity) => ({ offerId, quantity })),
      new Map(),
    ),
  );

async function left(offerId: string): Promise<number> {
  const { rows } = await engine.db.pool.query<{ count: number }>('SELECT count(*) FROM shelf WHERE offer_id = $1', [
    offerId,
  ]);
  return rows[0]!.count;
}

test('each want is met whole or not at all, earlier ones first, and what is not given stays on the shelf', async () => {
  const { offerId } = await insertGoods(engine, { codes: 5 });
  const claims = await claim(offerId, [3, 4, 2]);
  assert.deepEqual(
    claims.map((each) => (typeof each === 'string' ? each : each.length)),
    [3, 'sold_out', 2],
  );
  const again = await insertGoods(engine, { codes: 5 });
  assert.equal((await claim(again.offerId, [6]))[0], 'sold_out');
  assert.equal(await left(again.offerId), 5);
});

test('while others are taking the last codes the answer is busy, not sold out; when they put them back, they are there', async () => {
  const { offerId } = await insertGoods(engine, { codes: 2 });
  const shelfStart: ShelfStart = new Map();
  const holder = await engine.db.pool.connect();
  await holder.query('BEGIN');
  assert.equal((await claimCodes(holder, [{ offerId, quantity: 2 }], shelfStart))[0]!.length, 2);
  assert.deepEqual(await claim(offerId, [1, 3]), ['busy', 'sold_out']);
  await holder.query('ROLLBACK');
  holder.release();
  const claims = await transact(engine.db.pool, (client) => claimCodes(client, [{ offerId, quantity: 2 }], shelfStart));
  assert.equal(claims[0]!.length, 2);
});

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

async function explainTake(offerId: string, after: string): Promise<{ nodes: PlanNode[]; blocks: number }> {
  const client = await engine.db.pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${takeText}`,
      [offerId, after, 1],
    );
    const { Plan } = rows[0]!['QUERY PLAN'][0]!;
    const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
    return { nodes: flatten(Plan), blocks: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'] };
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

test('a pick reads a handful of pages by index, after thousands of sales and while a long snapshot keeps every sold row', async () => {
  const { offerId } = await insertGoods(engine, { codes: 0 });
  await uploadCodes(engine, { offerId, codes: makeCodes(20_000) });
  await engine.db.pool.query('ANALYZE shelf');
  const snapshot = await engine.db.pool.connect();
  await snapshot.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await snapshot.query('SELECT count(*) FROM shelf');
  const shelfStart: ShelfStart = new Map();
  for (let sold = 0; sold < 12_000; sold += 500)
    await transact(engine.db.pool, (client) => claimCodes(client, [{ offerId, quantity: 500 }], shelfStart));
  const { nodes, blocks } = await explainTake(offerId, shelfStart.get(offerId)!.after);
  await snapshot.query('ROLLBACK');
  snapshot.release();
  assert.ok(
    !nodes.some((node) => node['Node Type'] === 'Seq Scan'),
    JSON.stringify(nodes.map((node) => node['Node Type'])),
  );
  assert.ok(blocks < 60, `${blocks} pages were read`);
});
