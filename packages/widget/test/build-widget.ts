import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Builds what is published into a folder of its own, for tests of what is shipped; whoever asks removes it. */
export function buildWidget(): string {
  const built = mkdtempSync(join(tmpdir(), 'kameng-widget-'));
  const rollup = fileURLToPath(import.meta.resolve('rollup/dist/bin/rollup'));
  execFileSync(process.execPath, [rollup, '-c', 'rollup.config.ts', '--silent', '--dir', built], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
  });
  return built;
}
