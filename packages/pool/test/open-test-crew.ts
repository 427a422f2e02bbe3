import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../src/database/test-database.ts';
import type { CrewNews } from './workers-primary.ts';

export interface TestCrew extends CrewNews {
  database: TestDatabase;
  primary: ChildProcess;
  /** Resolves when the workers were renewed; updates `pids`. */
  renewed(): Promise<void>;
  close(): Promise<void>;
}

/** A pool of several processes on one port with demo goods, on a database of its own. */
export async function openTestCrew(env: Record<string, string> = {}): Promise<TestCrew> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'kameng-crew-'));
  const primary = fork(join(import.meta.dirname, 'workers-primary.ts'), {
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: database.url,
      KAMENG_DATA_DIR: dataDir,
      KAMENG_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      KAMENG_WORKERS: '2',
      KAMENG_LOG_LEVEL: 'silent',
      KAMENG_READS_PER_MINUTE: '1000000',
      KAMENG_WRITES_PER_MINUTE: '1000000',
      KAMENG_ATTEMPTS_PER_MINUTE: '1000000',
      ...env,
    },
    // Not inherited: while somebody holds the test's own stderr, the runner waits, even for a test it has cut off.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  primary.stderr!.pipe(process.stderr, { end: false });
  const ended = once(primary, 'exit');
  const failed = ended.then(([code, signal]) => {
    throw new Error(`the pool ended with ${signal ?? code}`);
  });
  failed.catch(() => {});
  const hear = async () => (await Promise.race([once(primary, 'message'), failed]))[0] as CrewNews;
  const crew: TestCrew = {
    ...(await hear()),
    database,
    primary,
    renewed: async () => void (crew.pids = (await hear()).pids),
    async close() {
      primary.kill('SIGKILL');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
      await database.drop();
    },
  };
  return crew;
}
