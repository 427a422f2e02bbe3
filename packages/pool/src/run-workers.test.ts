import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { after, before, test } from 'node:test';
import { openTestCrew, type TestCrew } from '../test/open-test-crew.ts';
import { buyAsShop, call, newWish, processesAt } from '../test/shop-calls.ts';
import { waitFor } from '../test/wait-for.ts';
import { isAlive } from './database/inspect-process.ts';

let crew: TestCrew;
before(async () => {
  crew = await openTestCrew();
});
after(() => crew.close());

/** Does the work again and again until it is told to stop, some times at once; answers how often it succeeded and what failed. */
function underLoad(works: readonly (() => Promise<void>)[]): () => Promise<{ done: number; failures: string[] }> {
  let stopped = false;
  let done = 0;
  const failures: string[] = [];
  const loops = works.map(async (work) => {
    while (!stopped) {
      await work().then(
        () => (done += 1),
        (error: Error) => failures.push(`${error.message} ${String(error.cause ?? '')}`),
      );
    }
  });
  return async () => {
    stopped = true;
    await Promise.all(loops);
    return { done, failures };
  };
}

async function buyOnce(): Promise<void> {
  const { status, order } = await buyAsShop(crew.url, newWish());
  assert.equal(status, 201, JSON.stringify(order));
}

/** On connections that are kept, as a reverse proxy keeps them. */
function lookWith(agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(`${crew.url}/v1/products?limit=1`, {
      agent,
      headers: { authorization: 'Bearer pk_test_demo' },
    });
    asked.once('error', reject);
    asked.once('response', (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
      );
    });
    asked.end();
  });
}

test('two processes answer on one port, with fewer connections than the database has', async () => {
  const seen = new Set<number>();
  await waitFor(async () => {
    for (const pid of await processesAt(crew.url)) seen.add(pid);
    return seen.size >= 2;
  });
  assert.deepEqual([...seen].toSorted(), crew.pids.toSorted());
  for (let bought = 0; bought < 4; bought += 1) await buyOnce();
  const metrics = await (await call(crew.url, '/metrics')).text();
  // Whichever process is asked, it tells of all of them.
  assert.match(metrics, /kameng_batch_size_sum\{batch="buy"\} 4\n/);
  const { rows } = await crew.database.pool.query<{ count: number }>(
    "SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'kameng%' AND application_name <> 'kameng-test'",
  );
  assert.ok(rows[0]!.count >= 2 && rows[0]!.count <= 2 * 17, `${rows[0]!.count} connections`);
});

test('a killed worker is replaced while the other one answers', async () => {
  const [victim = 0, survivor = 0] = crew.pids;
  const wish = newWish();
  process.kill(victim, 'SIGKILL');
  let bought = 0;
  let successor = 0;
  await waitFor(async () => {
    // A connection that the dead one had accepted breaks; the same purchase again is the same purchase.
    const answer = await buyAsShop(crew.url, wish).catch(() => undefined);
    if (answer?.status === 201 || answer?.status === 200) bought += 1;
    successor = [...(await processesAt(crew.url))].find((pid) => pid !== survivor && pid !== victim) ?? 0;
    return successor !== 0;
  });
  assert.ok(bought > 0);
  assert.ok(isAlive(survivor));
  crew.pids = [successor, survivor];
});

test('a restart under load fails no request, on new connections and on kept ones', async () => {
  const before = crew.pids;
  const agents = [1, 2, 3].map(() => new Agent({ keepAlive: true, maxSockets: 2 }));
  const stop = underLoad([
    ...agents.flatMap((agent) => [() => lookWith(agent), () => lookWith(agent)]),
    buyOnce,
    buyOnce,
    async () => assert.equal((await call(crew.url, '/healthz')).status, 200),
  ]);
  const renewed = crew.renewed();
  crew.primary.kill('SIGUSR2');
  await renewed;
  const { done, failures } = await stop();
  for (const agent of agents) agent.destroy();
  assert.deepEqual(failures, []);
  assert.ok(done > 10, `${done} requests`);
  assert.ok(
    before.every((pid) => !crew.pids.includes(pid) && !isAlive(pid)),
    `${before.join()} → ${crew.pids.join()}`,
  );
  assert.equal(crew.pids.length, 2);
});

test('SIGTERM is told by /readyz at once, finishes a running purchase and leaves no process behind', async (t) => {
  assert.equal((await call(crew.url, '/readyz')).status, 200);
  const { pool } = crew.database;
  const client = await pool.connect();
  t.after(() => client.release(true));
  await client.query('BEGIN; LOCK TABLE shelf IN ACCESS EXCLUSIVE MODE');
  const running = buyAsShop(crew.url, newWish());
  await waitFor(async () => {
    const { rowCount } = await pool.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%shelf%SKIP LOCKED%'",
    );
    return rowCount! > 0;
  });
  const headers = { authorization: 'Bearer pk_test_demo' };
  const look = () => call(crew.url, '/v1/products?limit=1', { headers }).then(({ status }) => status, String);
  const ended = once(crew.primary, 'exit');
  crew.primary.kill('SIGTERM');
  // The other process has nothing to finish, so a connection may be cut off with its end.
  await waitFor(async () => (await call(crew.url, '/readyz').catch(() => undefined))?.status === 503);
  // Not by a purchase: a process that has not heard yet would take it, and then wait for the lock above.
  await waitFor(async () => (await look()) === 503);
  await client.query('COMMIT');
  const { status, order } = await running;
  assert.deepEqual([status, order.status], [201, 'delivered']);
  assert.deepEqual(await ended, [0, null]);
  assert.ok(crew.pids.every((pid) => !isAlive(pid)));
});
