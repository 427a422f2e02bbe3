import { openTestPool, type TestPool } from '../test/open-test-pool.ts';
import { findWholeReads } from './explain-reads.ts';
import { printLine, round } from './measure.ts';
import { deskReads, openDesks, type DeskRead } from './read-desks.ts';
import { seedDesk } from './seed-desk.ts';

/** Orders when no `--size=` is given; five ledger entries each. */
const sizeMax = 1_000_000;
const reads = 40;
/** Reads that warm up statements and memory, and are not counted. */
const warmUps = 3;
const dayMs = 86_400_000;
/** Longer than a run takes: midnight does not come in between. */
const marginS = 1800;
/** Rows of one table that a read may look at: today's orders of the busiest party, which no fold holds yet, and never a share of the table. */
const rowsMax = (size: number) => Math.max(1500, Math.ceil((size / 90) * 1.1));

/** Every list and first page of every desk on a pool with so many orders, one reader at a time: how long an answer takes. Throws when one reads a whole table. */
async function benchDesk(): Promise<void> {
  const given = process.argv.find((argument) => argument.startsWith('--size='));
  const size = given === undefined ? sizeMax : Number(given.slice('--size='.length));
  if (!Number.isSafeInteger(size) || size < 1000) throw new Error('--size= takes a whole number from 1000 on.');
  const pool = await openTestPool();
  try {
    // Just before midnight: of the open day, which is counted from orders, there is the most.
    const now = pool.engine.now().getTime();
    await pool.advance(Math.floor((dayMs - 1 - (now % dayMs)) / 1000) - marginS);
    const desks = await openDesks(pool);
    const began = performance.now();
    await seedDesk(pool, size, desks.parties);
    const seconds = round((performance.now() - began) / 1000);
    printLine({
      bench: 'desk',
      case: 'seed',
      orders: await count(pool, 'orders'),
      entries: await count(pool, 'entry'),
      seconds,
    });
    const whole: string[] = [];
    const all: { case: string; p95_ms: number }[] = [];
    for (const read of deskReads(pool, desks)) {
      const name = `${read.kind} ${read.name} ${read.narrowed}`.trimEnd();
      const found = await findWholeReads(pool.engine.db.pool, { rowsMax: rowsMax(size), read: () => once(read) });
      whole.push(...found.map((plan) => `${name}: ${plan}`));
      const times = await time(read);
      const at = (share: number) => round(times[Math.floor((times.length - 1) * share)]!);
      all.push({ case: name, p95_ms: at(0.95) });
      printLine({ bench: 'desk', case: name, orders: size, p50_ms: at(0.5), p95_ms: at(0.95) });
    }
    const slowest = all.toSorted((left, right) => right.p95_ms - left.p95_ms)[0];
    printLine({ bench: 'desk', case: 'all', orders: size, reads: all.length, slowest, whole: whole.length });
    if (whole.length > 0) throw new Error(`Read a whole table:\n${whole.join('\n')}`);
  } finally {
    await pool.close();
  }
}

async function once({ name, ask }: DeskRead): Promise<void> {
  const answer = await ask();
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${name} answered ${answer.status} ${text}`);
}

/** Milliseconds of each counted read, shortest first. */
async function time(read: DeskRead): Promise<number[]> {
  const times: number[] = [];
  for (let nth = 0; nth < reads + warmUps; nth += 1) {
    const start = performance.now();
    await once(read);
    if (nth >= warmUps) times.push(performance.now() - start);
  }
  return times.toSorted((left, right) => left - right);
}

async function count({ engine }: TestPool, table: 'orders' | 'entry'): Promise<number> {
  const { rows } = await engine.db.pool.query<{ count: number }>(`SELECT count(*) FROM ${table}`);
  return rows[0]!.count;
}

await benchDesk();
