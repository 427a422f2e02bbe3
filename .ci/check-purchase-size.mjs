/**
 * What a buyer's browser downloads as script, gzip -9: each part, the checkout page, and everything for one purchase up to the code on
 * the screen. size-limit measures files with fixed names; this follows the imports of built modules, whose names carry a digest.
 * `--also name=file[,file…]` adds rows without a limit: how `pnpm bench sizes` puts others beside ours, measured in the same way.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'oxc-parser';

const checkout = 'packages/checkout/dist';
const widget = 'packages/widget/dist';
const languages = ['en', 'zh-cn', 'zh-tw', 'ja', 'ar'];

const manifestPath = `${checkout}/.vite/manifest.json`;
if (!existsSync(manifestPath)) throw new Error(`${manifestPath} is not built: pnpm build`);
/** Where each source of the checkout went. */
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));

const loader = follow(`${widget}/kameng.js`);
const dialog = follow(`${widget}/dialog.js`);
const panel = follow(`${widget}/panel.js`).filter((file) => !dialog.includes(file));
const page = (language) => [...built('checkout.html'), ...built(`src/words/${language}/words.ts`)];
const order = built('src/order/order-page.tsx');
const redirect = (language) => [...loader, ...page(language), ...order, ...built('order.html')];
const overlay = (language) => [...loader, ...dialog, ...page(language), ...order];

const rows = [
  row('loader with a working button', loader, 2000),
  row('dialog, by a click', dialog),
  row('panel: card, catalogue, inline checkout', panel, 12_000),
  row(...longest('checkout page', page), 16_000),
  row(
    ...longest('order page alone, from a mail', (language) => [
      ...order,
      ...built('order.html'),
      ...built(`src/words/${language}/words.ts`),
    ]),
  ),
  row(...longest('one purchase by redirect', redirect), 28_000),
  row(...longest('one purchase in an overlay', overlay), 28_000),
  ...process.argv
    .slice(2)
    .filter((argument) => argument !== '--also')
    .map((argument) => {
      const [name, files] = argument.split('=');
      return row(
        name,
        files.split(',').flatMap((file) => follow(file)),
      );
    }),
];
print(rows);

function row(name, files, limit) {
  const unique = [...new Set(files)];
  const size = unique.reduce((sum, file) => sum + gzipped(file), 0);
  return { name, size, limit, files: unique };
}

/** The language whose texts weigh most stands for all of them. */
function longest(name, filesIn) {
  const sizes = languages.map((language) => row(language, filesIn(language)));
  const { name: language, files } = sizes.toSorted((left, right) => right.size - left.size)[0];
  return [`${name} (${language})`, files];
}

function print(all) {
  const width = Math.max(...all.map(({ name }) => name.length));
  const kilo = (bytes) => (bytes / 1000).toFixed(2).padStart(8);
  process.stdout.write(`${''.padEnd(width)}  gzip kB   limit\n`);
  for (const { name, size, limit, files } of all) {
    const isOver = limit !== undefined && size > limit;
    process.stdout.write(
      `${name.padEnd(width)} ${kilo(size)}${limit ? `${kilo(limit)}  ${isOver ? 'OVER' : 'ok'}` : ''}\n`,
    );
    if (!isOver) continue;
    for (const file of files) process.stdout.write(`${''.padEnd(width)} ${kilo(gzipped(file))}  ${file}\n`);
    process.exitCode = 1;
  }
}

function gzipped(file) {
  return gzipSync(readFileSync(file), { level: 9 }).length;
}

/** The file that a source of the checkout was built into, and all that it imports before anything happens. */
function built(source) {
  // A late part that another page starts with is listed as a chunk, under the name of its source.
  const name = basename(source).replace(/\.\w+$/, '');
  const entry = manifest[source] ?? Object.values(manifest).find((each) => each.name === name);
  if (!entry) throw new Error(`${source} is no entry or late part of the checkout any more`);
  return follow(join(checkout, entry.file));
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
