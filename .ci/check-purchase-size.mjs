/**
 * What a buyer's browser downloads as script, gzip: the checkout page, and everything for one purchase. size-limit measures files
 * with fixed names; this follows the imports of built pages, whose file names carry a digest.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'oxc-parser';

const checkout = 'packages/checkout/dist';
const widget = 'packages/widget/dist';

const page = [
  ...scriptsOf(`${checkout}/checkout.html`, '/checkout/', checkout),
  largest(`${checkout}/assets/words-*.js`),
];
// The code appears in the same frame, with what only the order page needs.
const order = scriptsOf(`${checkout}/order.html`, '/checkout/', checkout);
const loader = follow(`${widget}/kameng.js`);
const panel = follow(`${widget}/panel.js`);

check('checkout page, with the longest language', page, 16_000);
check('one purchase by redirect: loader, checkout, code', [...loader, ...page, ...order], 28_000);
// The goal is 28 kB here too; the panel still brings cards and shelf with the dialog.
check('one purchase in an overlay: loader, panel, checkout, code', [...loader, ...panel, ...page, ...order], 40_000);

function check(name, files, limit) {
  const unique = [...new Set(files)];
  const size = unique.reduce((sum, file) => sum + gzipped(file), 0);
  process.stdout.write(
    `${size <= limit ? 'ok  ' : 'over'} ${name}: ${(size / 1000).toFixed(2)} kB of ${limit / 1000} kB\n`,
  );
  if (size <= limit) return;
  for (const file of unique) process.stdout.write(`       ${(gzipped(file) / 1000).toFixed(2)} kB ${file}\n`);
  process.exitCode = 1;
}

function gzipped(file) {
  return gzipSync(readFileSync(file), { level: 9 }).length;
}

/** The module scripts of a built page and all that they import before anything happens. */
function scriptsOf(html, base, folder) {
  const entries = [...readFileSync(html, 'utf8').matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src]) =>
    join(folder, src.replace(base, '')),
  );
  if (entries.length === 0) throw new Error(`${html} has no script`);
  return entries.flatMap((entry) => follow(entry));
}

/** A built module and its static imports; what it imports later is counted where it is asked for. */
function follow(file, seen = new Set()) {
  if (seen.has(file)) return [];
  if (!existsSync(file)) throw new Error(`${file} is not built: pnpm build`);
  seen.add(file);
  const { module } = parseSync(file, readFileSync(file, 'utf8'), { sourceType: 'module' });
  const imports = [...module.staticImports.map((each) => each.moduleRequest.value), ...reexports(module)];
  return [file, ...imports.flatMap((path) => follow(join(dirname(file), path), seen))];
}

function reexports(module) {
  return module.staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? []));
}

function largest(pattern) {
  const found = globSync(pattern).toSorted((left, right) => gzipped(right) - gzipped(left));
  if (found.length === 0) throw new Error(`nothing matches ${pattern}`);
  return found[0];
}
