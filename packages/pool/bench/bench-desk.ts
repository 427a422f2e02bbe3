import { openTestPool } from '../test/open-test-pool.ts';
import { printLine, round } from './measure.ts';
import { deskReads, openDesks } from './read-desks.ts';
import { seedDesk } from './seed-desk.ts';

/** Orders when no `--size=` is given; five ledger entries each. */
const sizeMax = 1_000_000;
const reads = 40;
/** Reads that warm up statements and memory, and are not counted. */
const warmUps = 3;

/** Every list and first page of every desk on a pool with so many orders, one reader at a time: how long an answer takes. */
async function benchDesk(): Promise<void> {
  const given = process.argv.find((argument) => argument.startsWith('--size='));
  const size = given === undefined ? sizeMax : Number(given.slice('--size='.length));
  if (!Number.isSafeInteger(size) || size < 1000) throw new Error('--size= takes a whole number from 1000 on.');
  const pool = await openTestPool();
  try {
    const desks = await openDesks(pool);
    const began = performance.now();
    await seedDesk(pool, size, desks.parties);
    printLine({
      bench: 'desk',
      case: 'seed',
      orders: size,
      entries: size * 5,
      seconds: round((performance.now() - began) / 1000),
    });
    for (const { name, kind, ask } of deskReads(pool, desks)) {
      const times: number[] = [];
      for (let read = 0; read < reads + warmUps; read += 1) {
        const start = performance.now();
        const answer = await ask();
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${name} answered ${answer.status} ${text}`);
        if (read >= warmUps) times.push(performance.now() - start);
      }
      times.sort((left, right) => left - right);
      const at = (share: number) => round(times[Math.floor((times.length - 1) * share)]!);
      printLine({ bench: 'desk', case: `${kind} ${name}`, orders: size, p50_ms: at(0.5), p95_ms: at(0.95) });
    }
  } finally {
    await pool.close();
  }
}

await benchDesk();
