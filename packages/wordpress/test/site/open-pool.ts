import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Pool {
  url: string;
  close: () => Promise<void>;
}

const root = join(import.meta.dirname, '../../../..');

/** A demo pool started as anybody would start it, on a free port with data of its own. */
export async function openPool(env: Record<string, string> = {}): Promise<Pool> {
  const data = mkdtempSync(join(tmpdir(), 'kameng-wp-pool-'));
  const child = spawn(process.execPath, [join(root, 'packages/pool/src/start.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0', KAMENG_DATA_DIR: data, KAMENG_READS_PER_MINUTE: '100000', ...env },
  });
  const ended = once(child, 'exit');
  const close = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Kameng is ready: (\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return { url, close };
  }
  await close();
  throw new Error('the pool ended without saying that it is ready');
}
