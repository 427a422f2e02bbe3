import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { pino } from 'pino';
import { insertGoods, insertShop } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { transact } from '../database/transact.ts';
import { createOrder } from '../order/create-order.ts';
import { channelFunds, escrow, pendingOf, platformFees, type AccountId } from './accounts.ts';
import { foldBalances } from './fold-balances.ts';
import { readLedgerProofs } from './read-ledger-proofs.ts';
import { postTransfers, type Transfer } from './post-transfers.ts';
import { proveDaily } from './prove-daily.ts';
import { proveLedger } from './prove-ledger.ts';
import { readBalances } from './read-balances.ts';
import { readStatement } from './read-statement.ts';

let engine: TestEngine;
before(async () => {
  engine = await openTestEngine();
});
after(() => engine.close());

const accounts: AccountId[] = [
  escrow('CNY'),
  platformFees('CNY'),
  channelFunds('one', 'CNY'),
  channelFunds('two', 'CNY'),
];

function transfer(from: number, to: number, amount_minor: number): Transfer {
  return {
    kind: 'adjustment',
    from: accounts[from % accounts.length]!,
    to: accounts[(from + 1 + (to % (accounts.length - 1))) % accounts.length]!,
    currency: 'CNY',
    amount_minor,
    order_id: null,
  };
}

/** Balances as folded and as plain sums, of one moment. */
async function bothWays(): Promise<[Map<AccountId, number>, Map<AccountId, number>]> {
  return transact(
    engine.db.pool,
    async (client) => {
      const read = await readBalances(client, accounts);
      const { rows } = await client.query<{ id: AccountId; sum: number }>(
        'SELECT wanted.id, COALESCE(sum(amount_minor), 0)::bigint AS sum FROM unnest($1::text[]) AS wanted (id) LEFT JOIN entry ON account_id = wanted.id GROUP BY wanted.id',
        [accounts],
      );
      return [read, new Map(rows.map(({ id, sum }) => [id, sum]))];
    },
    { isolation: 'repeatable read' },
  );
}

const posting = fc.record({
  from: fc.nat(3),
  to: fc.nat(2),
  amount: fc.integer({ min: 1, max: 1_000_000 }),
  /** How many other things happen between writing and committing. */
  late: fc.integer({ min: 0, max: 4 }),
});

test('while postings go on and commit late, a folded balance is always the plain sum', async () => {
  let folded = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(posting, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 4 }),
      async (writers) => {
        const post = async ({ from, to, amount, late }: (typeof writers)[number][number]) =>
          transact(engine.db.pool, async (client) => {
            await postTransfers(client, engine.now(), [transfer(from, to, amount)]);
            for (let step = 0; step < late; step += 1) await client.query('SELECT pg_sleep(0.002)');
          });
        let writing = true;
        const fold = async () => {
          // The clocks are one machine's, so a few milliseconds are margin enough: ids are cut to the millisecond.
          while (writing) folded += await foldBalances(engine, { marginMs: 3 });
        };
        const check = async () => {
          while (writing) {
            const [read, summed] = await bothWays();
            assert.deepEqual(read, summed);
          }
        };
        const watching = Promise.all([fold(), check()]);
        await Promise.all(
          writers.map(async (postings) => {
            for (const each of postings) await post(each);
          }),
        ).finally(() => (writing = false));
        await watching;
      },
    ),
    { numRuns: 12, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
  );
  assert.ok(folded > 50, `${folded} transfers were folded`);
  assert.deepEqual((await proveLedger(engine.db.pool)).misfolded, []);
});

test('a transaction that has written and not committed keeps its transfers and all after them out of the fold', async () => {
  const slow = await engine.db.pool.connect();
  await slow.query('BEGIN');
  await postTransfers(slow, engine.now(), [transfer(0, 0, 5)]);
  await transact(engine.db.pool, (client) => postTransfers(client, engine.now(), [transfer(1, 1, 7)]));
  const before = await engine.db.pool.query<{ through: string }>('SELECT through FROM balance_fold');
  await foldBalances(engine, { marginMs: 3 });
  await slow.query('COMMIT');
  slow.release();
  const [read, summed] = await bothWays();
  assert.deepEqual(read, summed);
  engine.wait(3600);
  assert.ok((await foldBalances(engine)) >= 2);
  assert.equal(await foldBalances(engine), 0);
  assert.notDeepEqual((await engine.db.pool.query('SELECT through FROM balance_fold')).rows, before.rows);
  assert.deepEqual(...(await bothWays()));
});

test('a statement opens where the one before closed, its lines add up, and it is closed once nothing can be added', async () => {
  const [account] = accounts;
  const days: Date[] = [engine.now()];
  for (let day = 0; day < 3; day += 1) {
    for (let line = 0; line < 4; line += 1) {
      engine.wait(60);
      const at = engine.now();
      await transact(engine.db.pool, (client) =>
        postTransfers(client, at, [transfer(0, line, 10 + line), transfer(1, line, 3)]),
      );
    }
    engine.wait(3600);
    days.push(engine.now());
    if (day === 1) await foldBalances(engine);
  }
  const read = (from: number, to: number) =>
    readStatement(engine, { account: account!, from: days[from]!, to: days[to]! });
  const [one, two, three, all] = [await read(0, 1), await read(1, 2), await read(2, 3), await read(0, 3)];
  assert.deepEqual(
    [one.closing_minor, two.closing_minor, three.closing_minor],
    [two.opening_minor, three.opening_minor, all.closing_minor],
  );
  assert.equal(all.lines.length, one.lines.length + two.lines.length + three.lines.length);
  assert.equal(
    all.lines.reduce((sum, { amount_minor }) => sum + amount_minor, all.opening_minor),
    all.closing_minor,
  );
  assert.equal(all.closing_minor, (await readBalances(engine.db.pool, [account!])).get(account!));
  assert.equal(three.closed, false);
  engine.wait(3600);
  await foldBalances(engine);
  assert.equal((await read(2, 3)).closed, true);
  const first = await readStatement(engine, { account: account!, from: days[0]!, to: days[3]!, limit: 5 });
  const rest = await readStatement(engine, { account: account!, from: days[0]!, to: days[3]!, after: first.next! });
  assert.deepEqual([...first.lines, ...rest.lines], all.lines);
});

test('the ledger is proven once a day; a fault is kept, and said loudly', async () => {
  const [shop, goods] = [await insertShop(engine, 100_000), await insertGoods(engine)];
  const body = {
    product_id: goods.productId,
    quantity: 2,
    client_reference: 'P-1',
    max_amount: { amount_minor: 100_000, currency: 'CNY' },
  };
  const buyer = engine.as({ kind: 'shop', site: shop });
  const { body: order } = await createOrder(buyer, { params: undefined, query: undefined, body });
  const said: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void said.push(line) });
  const prove = () => proveDaily({ ...engine, log });
  assert.deepEqual(
    await Promise.all([prove(), prove(), prove()]).then((each) => each.reduce((sum, one) => sum + one, 0)),
    1,
  );
  assert.equal(await prove(), 0);
  await engine.db.pool.query('UPDATE account SET balance_minor = balance_minor + 1 WHERE owner_id = $1', [shop.id]);
  await engine.db.pool.query('UPDATE share SET amount_minor = amount_minor + 1 WHERE owner_id = $1', [
    goods.supplierId,
  ]);
  await engine.db.pool.query(
    "UPDATE balance_snapshot SET balance_minor = balance_minor + 1 WHERE account_id = 'escrow:CNY'",
  );
  await engine.db.pool.query("UPDATE orders SET status = 'paid' WHERE id = $1", [order.id]);
  assert.equal(await prove(), 0, 'today is done');
  engine.wait(24 * 3600);
  assert.equal(await prove(), 1);
  const [bad, good] = await readLedgerProofs(engine.db.pool, { limit: 2 });
  assert.deepEqual([good!.faultless, good!.faults.wrong, bad!.faultless], [true, [], false]);
  assert.deepEqual(bad!.faults, {
    wrong: [`${shop.id}:available:CNY`],
    unsettled: [order.id],
    misfolded: ['escrow:CNY'],
    unshared: [pendingOf(goods.supplierId, 'CNY')],
    miscounted: [],
  });
  assert.equal(said.filter((line) => (JSON.parse(line) as { level: number }).level === 60).length, 1);
});
