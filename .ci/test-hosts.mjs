/**
 * Lanes that need more than npm: a host system or another database. A lane that cannot run says `skipped: reason`; nothing
 * passes silently. A lane that runs shows its runner's output, whose counts .ci/tally.mjs adds up.
 */
import { testOnPostgres } from './test-on-postgres.mjs';
import { testSnippetsOnPool } from './test-snippets-on-pool.mjs';

const lanes = [
  { name: 'PostgreSQL 15', run: () => testOnPostgres('15') },
  { name: 'Documentation on a started pool', run: testSnippetsOnPool },
  { name: 'WordPress and WooCommerce', run: () => 'there is no WordPress plugin in this repository yet' },
  { name: 'Shopify', run: () => 'there is no Shopify app in this repository yet' },
];

for (const { name, run } of lanes) {
  process.stdout.write(`\n-- ${name}\n`);
  // A lane answers with the reason why it did not run, or with its runner's exit code.
  const result = await run();
  if (typeof result === 'string') process.stdout.write(`skipped: ${name}: ${result}\n`);
  else if (result !== 0) process.exitCode = 1;
}
