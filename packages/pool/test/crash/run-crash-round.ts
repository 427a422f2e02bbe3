import { setTimeout as delay } from 'node:timers/promises';
import { checkPromises } from './check-promises.ts';
import { buyByCheckout, buyFromBalance, type Receipts } from './crash-buyers.ts';
import type { CrashSite } from './open-crash-site.ts';

/** One line of the crash test's report. */
export interface CrashReport {
  round: number;
  processes_killed: number;
  database_killed: boolean;
  /** From the last kill until everything was at rest, in milliseconds. */
  recovered_ms: number;
  /** Since the beginning of the test. */
  acknowledged: number;
  checkouts: number;
  orders: Record<string, number>;
  problems: string[];
}

const buyers = 24;
const codesPerRound = 80;
const restMaxMs = 180_000;

/** Buys while processes are killed at random moments, lets everything come to rest, and looks whether all promises were kept. */
export async function runCrashRound(
  site: CrashSite,
  receipts: Receipts,
  { round, loadMs, killDatabase }: { round: number; loadMs: number; killDatabase: boolean },
): Promise<CrashReport> {
  await site.restock(codesPerRound);
  await site.processes.allUp();
  let buying = true;
  const crowd = Array.from({ length: buyers }, async (_, index) => {
    while (buying) await (index % 2 ? buyFromBalance(site, receipts) : buyByCheckout(site, receipts));
  });
  const { processes_killed, database_killed } = await killAtRandom(site, loadMs, killDatabase);
  const killedAt = Date.now();
  buying = false;
  await Promise.all(crowd);
  await comeToRest(site);
  const recovered_ms = Date.now() - killedAt;
  const problems = await checkPromises(site, receipts);
  receipts.problems.length = 0;
  return {
    round,
    processes_killed,
    database_killed,
    recovered_ms,
    acknowledged: receipts.purchases.size,
    checkouts: receipts.checkouts.size,
    orders: await countOrders(site),
    problems,
  };
}

async function killAtRandom(
  site: CrashSite,
  loadMs: number,
  killDatabase: boolean,
): Promise<Pick<CrashReport, 'processes_killed' | 'database_killed'>> {
  const kills = 1 + Math.floor(Math.random() * 3);
  let processes_killed = 0;
  let database_killed = false;
  for (let kill = 0; kill < kills; kill += 1) {
    await delay((0.2 + Math.random()) * (loadMs / kills));
    if (killDatabase && !database_killed && Math.random() < 1 / (kills - kill)) database_killed = site.killDatabase();
    else if (site.processes.killOne()) processes_killed += 1;
  }
  return { processes_killed, database_killed };
}

/** Waits until nothing is under way any more. Clocks run fast meanwhile: retries and expiries are minutes apart. */
async function comeToRest(site: CrashSite): Promise<void> {
  const end = Date.now() + restMaxMs;
  let open: object = {};
  while (Date.now() < end) {
    await delay(200);
    site.advance(15);
    const found = await site.engine.db.pool
      .query<Record<string, number>>(
        `SELECT (SELECT count(*) FROM orders WHERE status IN ('held', 'paid', 'refunding')) AS orders, (SELECT count(*) FROM refund WHERE status = 'pending') AS refunds,
           (SELECT count(*) FROM payment_event WHERE applied_at IS NULL) AS callbacks`,
      )
      .catch(() => undefined);
    open = { ...found?.rows[0], told: site.gateway.waiting() };
    if (found && Object.values(open).every((count) => count === 0)) return;
  }
  throw new Error(`the pool does not come to rest: ${JSON.stringify(open)}`);
}

async function countOrders({ engine }: CrashSite): Promise<Record<string, number>> {
  const { rows } = await engine.db.pool.query<{ status: string; count: number }>(
    'SELECT status, count(*) AS count FROM orders GROUP BY status ORDER BY status',
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}
