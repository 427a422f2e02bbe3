/**
 * What the first page of a desk downloads, gzip -9: the shell, its style, the overview that brings most and the table of most pages.
 * Follows the imports of built modules, whose names carry a digest.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'oxc-parser';

const limit = 60_000;
const dist = 'packages/console/dist';
const page = `${dist}/console.html`;
if (!existsSync(page)) throw new Error(`${page} is not built: pnpm build`);

const entry = /<script[^>]+src="\/console\/([^"]+)"/.exec(readFileSync(page, 'utf8'))?.[1];
if (entry === undefined) throw new Error(`${page} has no script`);
const shell = [
  ...follow(join(dist, entry)),
  ...follow(only(`${dist}/assets/data-table-*.js`)),
  ...globSync(`${dist}/assets/console-*.css`),
];
const [files, size] = globSync(`${dist}/assets/overview-page-*.js`)
  .map((overview) => new Set([...shell, ...follow(overview)]))
  .map((all) => [all, [...all].reduce((sum, file) => sum + gzipped(file), 0)])
  .toSorted(([, left], [, right]) => right - left)[0];
process.stdout.write(
  `${size <= limit ? 'ok  ' : 'over'} first page of a desk: ${(size / 1000).toFixed(2)} kB of ${limit / 1000} kB\n`,
);
if (size > limit) {
  for (const file of files) process.stdout.write(`       ${(gzipped(file) / 1000).toFixed(2)} kB ${file}\n`);
  process.exitCode = 1;
}

function gzipped(file) {
  return gzipSync(readFileSync(file), { level: 9 }).length;
}

/** A built module and its static imports; what it imports later is counted where it is asked for. */
function follow(file, seen = new Set()) {
  if (seen.has(file)) return [];
  seen.add(file);
  const { module } = parseSync(file, readFileSync(file, 'utf8'), { sourceType: 'module' });
  const imports = module.staticImports.map((each) => each.moduleRequest.value);
  return [file, ...imports.flatMap((path) => follow(join(dirname(file), path), seen))];
}

function only(pattern) {
  const found = globSync(pattern);
  if (found.length !== 1) throw new Error(`${pattern} matches ${found.length} files`);
  return found[0];
}
