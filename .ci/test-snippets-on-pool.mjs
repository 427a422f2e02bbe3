import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Starts the pool as a reader would, on a free port with data of its own, and runs the documentation's snippets against it.
 * Returns the runner's exit code.
 */
export async function testSnippetsOnPool() {
  const folder = mkdtempSync(join(tmpdir(), 'kameng-snippets-'));
  const pool = spawn(process.execPath, ['packages/pool/src/start.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0', KAMENG_DATA_DIR: folder },
  });
  const ended = once(pool, 'exit');
  try {
    const url = await readUrl(pool.stdout);
    if (url === undefined) return 1;
    const env = { ...process.env, KAMENG_TEST_POOL_URL: url };
    const runner = ['--test', '--test-name-pattern=^ts', 'docs/snippets.test.ts'];
    return spawnSync(process.execPath, runner, { stdio: 'inherit', env }).status ?? 1;
  } finally {
    pool.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The address in the line that says the pool is ready; undefined when it ended without saying so. */
async function readUrl(stdout) {
  for await (const line of createInterface({ input: stdout })) {
    process.stdout.write(`${line}\n`);
    const url = /^Kameng is ready: (\S+)/.exec(line)?.[1];
    if (url !== undefined) {
      stdout.resume();
      return url;
    }
  }
  return undefined;
}
