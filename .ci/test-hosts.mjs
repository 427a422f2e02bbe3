/**
 * Lanes that need more than npm: a host system or another database. Each prints one line, `passed: …`, `failed: …` or
 * `skipped: reason`, and nothing passes silently.
 */
const lanes = [
  { name: 'WordPress and WooCommerce', reason: 'there is no WordPress plugin in this repository yet' },
  { name: 'Shopify', reason: 'there is no Shopify app in this repository yet' },
];
for (const { name, reason } of lanes) process.stdout.write(`skipped: ${name}: ${reason}\n`);
