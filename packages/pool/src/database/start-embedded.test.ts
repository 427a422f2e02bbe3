import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedError } from './embedded-error.ts';
import { isAlive } from './inspect-process.ts';
import { placeCluster } from './place-cluster.ts';
import { probePostgres, urlOf } from './probe-postgres.ts';
import { startEmbedded } from './start-embedded.ts';

const WAIT_LIMIT_MS = 30_000;
const folder = mkdtempSync(join(tmpdir(), 'kameng embedded '));
// As root the service user has to get through.
chmodSync(folder, 0o755);
const dataDir = join(folder, 'my shop', 'postgres');
after(() => rmSync(folder, { recursive: true, force: true }));

test('a first start makes a durable UTF-8 server that no network reaches, and a restart keeps what was written', async () => {
  const first = await startEmbedded({ dataDir, log: quiet() });
  const settings = await ask(first.url, [
    "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,",
    "current_setting('full_page_writes') AS full_page_writes, current_setting('listen_addresses') AS listen_addresses,",
    "current_setting('server_encoding') AS server_encoding, lower('ÀЖ') AS lower, rolsuper AS superuser FROM pg_roles WHERE rolname = current_user",
  ]);
  assert.deepEqual(settings, [
    {
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      listen_addresses: '',
      server_encoding: 'UTF8',
      lower: 'àж',
      superuser: false,
    },
  ]);
  await ask(first.url, ["CREATE TABLE note AS SELECT 'kept' AS text"]);
  await first.stop();
  assert.equal(await probePostgres(placeCluster(dataDir).run), 'silent');

  const again = await startEmbedded({ dataDir, log: quiet() });
  assert.deepEqual(await ask(again.url, ['SELECT text FROM note']), [{ text: 'kept' }]);
  await again.stop();
});

test('starts of the same data at the same time share one server, which ends with the last', async () => {
  const users = await Promise.all([1, 2, 3].map(() => startEmbedded({ dataDir, log: quiet() })));
  const pids = await Promise.all(users.map(({ url }) => ask(url, ['SELECT pg_postmaster_start_time()::text AS at'])));
  assert.deepEqual(pids[1], pids[0]);
  assert.deepEqual(pids[2], pids[0]);
  const [one, two, three] = users;
  assert.ok(one && two && three);
  await one.stop();
  await two.stop();
  assert.equal(await probePostgres(placeCluster(dataDir).run), 'ready');
  await three.stop();
  assert.equal(await probePostgres(placeCluster(dataDir).run), 'silent');
});

test('a start right behind a stop waits for it', async () => {
  const before = await startEmbedded({ dataDir, log: quiet() });
  const [, next] = await Promise.all([before.stop(), startEmbedded({ dataDir, log: quiet() })]);
  assert.deepEqual(await ask(next.url, ['SELECT text FROM note']), [{ text: 'kept' }]);
  await next.stop();
});

test('two checkouts run side by side, however long their paths', async () => {
  const far = join(folder, 'a-directory-deeper-than-any-socket-path-'.repeat(4), 'postgres');
  const [here, there] = await Promise.all([dataDir, far].map((dir) => startEmbedded({ dataDir: dir, log: quiet() })));
  assert.ok(here && there);
  assert.deepEqual(await ask(here.url, ["SELECT to_regclass('note') AS found"]), [{ found: 'note' }]);
  assert.deepEqual(await ask(there.url, ["SELECT to_regclass('note') AS found"]), [{ found: null }]);
  await Promise.all([here.stop(), there.stop()]);
  rmSync(placeCluster(far).run, { recursive: true });
});

test('a server ends when its only user is killed, and nothing committed is lost', async () => {
  const { child } = await startInChild();
  await ask(urlOf(placeCluster(dataDir).run, 'kameng'), ["INSERT INTO note VALUES ('before the kill')"]);
  child.kill('SIGKILL');
  await until('the server is gone', async () => (await probePostgres(placeCluster(dataDir).run)) === 'silent');
  const again = await startEmbedded({ dataDir, log: quiet() });
  assert.deepEqual(await ask(again.url, ['SELECT count(*)::int AS notes FROM note']), [{ notes: 2 }]);
  await again.stop();
});

test('the next start takes over the server that a killed parent and a killed keeper left behind', async () => {
  const { child, keeper } = await startInChild();
  const orphan = postmasterPid();
  // Stopped first, so that it cannot ask for a new keeper.
  child.kill('SIGSTOP');
  process.kill(keeper, 'SIGKILL');
  child.kill('SIGKILL');
  await until('the keeper is gone', () => !isAlive(keeper));
  assert.ok(isAlive(orphan));

  const next = await startEmbedded({ dataDir, log: quiet() });
  assert.equal(postmasterPid(), orphan);
  await next.stop();
  assert.ok(!isAlive(orphan));
});

test('a user gets a new keeper, and a new server, when they are killed under it', async () => {
  const log = quiet();
  const user = await startEmbedded({ dataDir, log });
  const before = postmasterPid();
  process.kill(log.keepers.at(-1) as number, 'SIGKILL');
  await until('a second keeper', () => log.keepers.length === 2);
  assert.equal(postmasterPid(), before);

  process.kill(before, 'SIGKILL');
  await until('a third keeper', () => log.keepers.length === 3);
  assert.notEqual(postmasterPid(), before);
  assert.deepEqual(await ask(user.url, ['SELECT count(*)::int AS notes FROM note']), [{ notes: 2 }]);
  await user.stop();
  assert.equal(await probePostgres(placeCluster(dataDir).run), 'silent');
});

test('lock files of a dead server do not stop a start, even when their process id lives again', async () => {
  const { cluster, run } = placeCluster(dataDir);
  for (const file of [join(cluster, 'postmaster.pid'), join(run, '.s.PGSQL.5432.lock')]) {
    writeFileSync(file, `${process.pid}\n${cluster}\n1\n5432\n${run}\n\n  1  1\nready\n`);
  }
  const user = await startEmbedded({ dataDir, log: quiet() });
  assert.notEqual(postmasterPid(), process.pid);
  await user.stop();
});

test('a lingering server outlives its last user for a while', async () => {
  const user = await startEmbedded({ dataDir, log: quiet(), lingerMs: 1500 });
  await user.stop();
  assert.equal(await probePostgres(placeCluster(dataDir).run), 'ready');
  await until('the server is gone', async () => (await probePostgres(placeCluster(dataDir).run)) === 'silent');
});

test('data of another PostgreSQL is refused with a reason, not touched', async () => {
  const old = join(folder, 'old');
  mkdirSync(join(old, 'data'), { recursive: true });
  writeFileSync(join(old, 'data', 'PG_VERSION'), '12\n');
  await assert.rejects(
    startEmbedded({ dataDir: old, log: quiet() }),
    (error) =>
      error instanceof EmbeddedError && error.code === 'data_of_another_version' && /PostgreSQL 12/.test(error.message),
  );
  assert.equal(readFileSync(join(old, 'data', 'PG_VERSION'), 'utf8'), '12\n');
});

test('below a directory that only root may enter the data lives elsewhere, otherwise where it was wanted', () => {
  const secret = join(folder, 'secret');
  mkdirSync(secret, { mode: 0o700 });
  const place = placeCluster(join(secret, 'postgres'));
  try {
    const elsewhere = !place.home.startsWith(secret);
    assert.equal(elsewhere, process.getuid?.() === 0);
    assert.deepEqual(placeCluster(join(secret, 'postgres')), place);
  } finally {
    rmSync(place.home, { recursive: true });
  }
});

/** Another process that uses the database and has nothing else to do. */
async function startInChild(): Promise<{ child: ChildProcess; keeper: number }> {
  const program = `
    import { startEmbedded } from ${JSON.stringify(import.meta.resolve('./start-embedded.ts'))};
    const log = { info: ({ keeper }) => console.log(keeper), warn() {} };
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log });
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.pipe(process.stderr, { end: false });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, keeper: Number(chunk.toString()) };
}

function postmasterPid(): number {
  const file = join(placeCluster(dataDir).cluster, 'postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0;
}

async function ask(url: string, sql: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql.join(' '))).rows;
  } finally {
    await client.end();
  }
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + WAIT_LIMIT_MS;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `waited in vain: ${what}`);
    await delay(20);
  }
}

function quiet() {
  const keepers: number[] = [];
  return { keepers, info: (fields: object) => void keepers.push((fields as { keeper: number }).keeper), warn() {} };
}
