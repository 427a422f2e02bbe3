import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pool {
  url: string;
  /** True for the mock, which keeps no promise about headers. */
  isMock: boolean;
  /** Where its data is; a mock has none. */
  dataDir: string;
  close: () => Promise<void>;
}

const root = join(import.meta.dirname, '../..');
const startLimitMs = 120_000;

/**
 * A pool of its own for one file of journeys, started as anybody would start it, with the demo in it. `KAMENG_JOURNEYS=mock` takes
 * the development server instead, which starts in a second and needs no database.
 */
export async function openPool(env: Record<string, string> = {}): Promise<Pool> {
  const isMock = process.env.KAMENG_JOURNEYS === 'mock';
  const dataDir = await mkdtemp(join(tmpdir(), 'kameng-journey-'));
  const [script, folder] = isMock
    ? ['node_modules/vite/bin/vite.js', join(root, 'playground')]
    : ['packages/pool/src/start.ts', root];
  const settings = {
    PORT: '0',
    KAMENG_DATA_DIR: dataDir,
    KAMENG_HOLDS_PER_ADDRESS: '10000',
    KAMENG_READS_PER_MINUTE: '100000',
    KAMENG_WRITES_PER_MINUTE: '100000',
    ...env,
  };
  const child = spawn(process.execPath, [join(folder, script)], {
    cwd: folder,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test run that is cut short leaves no pool behind.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const url = await readUrl(child);
  return {
    url,
    isMock,
    dataDir,
    async close() {
      if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
      process.off('exit', end);
      // The database's keeper outlives the pool by a moment.
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

/** The address that the pool prints once it is ready. */
async function readUrl(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the pool did not start in time:\n${said}`)), startLimitMs);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const url = /(?:ready|mock pool): (http:\/\/localhost:\d+)/.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the pool ended with ${code}:\n${said}`));
    });
  });
}
