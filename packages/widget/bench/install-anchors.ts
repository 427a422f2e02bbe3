import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Puts others' builds from npm into a folder of its own, never into ours; whoever asks removes it. Needs the registry. */
export function installAnchors(packages: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'kameng-anchors-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  execFileSync(
    'npm',
    // Without peers (React and the like), which their browser builds have in them; without scripts, since only files are read.
    ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--silent', ...packages],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return folder;
}
