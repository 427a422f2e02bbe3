/**
 * Lanes that need more than npm: a host system or another database. A lane that cannot run says `skipped: reason`; nothing
 * passes silently. A lane that runs shows its runner's output, whose counts .ci/tally.mjs adds up.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { testOnPostgres } from './test-on-postgres.mjs';
import { testSnippetsOnPool } from './test-snippets-on-pool.mjs';

const lanes = [
  { name: 'PostgreSQL 15', run: () => testOnPostgres('15') },
  { name: 'Documentation on a started pool', run: testSnippetsOnPool },
  { name: 'WordPress and WooCommerce', run: () => runPackage('wordpress') },
  { name: 'Shopify', run: () => runPackage('shopify') },
];

for (const { name, run } of lanes) {
  process.stdout.write(`\n-- ${name}\n`);
  // A lane answers with the reason why it did not run, or with its runner's exit code.
  const result = await run();
  if (typeof result === 'string') process.stdout.write(`skipped: ${name}: ${result}\n`);
  else if (result !== 0) process.exitCode = 1;
}

/** A host's package has a script `test:hosts` that prints its own lines; a host without a package cannot be tested. */
function runPackage(name) {
  const manifest = `packages/${name}/package.json`;
  const script = existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).scripts?.['test:hosts'];
  if (!script) return `there is no packages/${name} with tests in this repository yet`;
  return spawnSync('pnpm', ['--dir', `packages/${name}`, 'run', 'test:hosts'], { stdio: 'inherit' }).status ?? 1;
}
