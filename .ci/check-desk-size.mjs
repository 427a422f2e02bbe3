/**
 * What the first page of a desk downloads, gzip -9: the shell, its style, the overview that brings most, the table that most pages
 * bring and what draws charts, which comes last. Follows the imports of built modules, whose names carry a digest.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'oxc-parser';

const limit = 60_000;
const dist = 'packages/console/dist';
const page = `${dist}/console.html`;
if (!existsSync(page)) throw new Error(`${page} is not built: pnpm build`);

const script = /<script[^>]+src="\/console\/([^"]+)"/.exec(readFileSync(page, 'utf8'))?.[1];
if (script === undefined) throw new Error(`${page} has no script`);
const entry = join(dist, script);
const shared = [entry, only('data-table-*.js'), ...built('console-*.css')];
const overviews = built('overview-page-*.js').map((overview) => filesOf([...shared, overview]));
const first = overviews.toSorted((left, right) => sizeOf(right) - sizeOf(left))[0];
const whole = filesOf([...first, only('draw-lines-*.js'), ...built('draw-lines-*.css')]);
const [atOnce, size] = [sizeOf(first), sizeOf(whole)];
process.stdout.write(
  `${size <= limit ? 'ok  ' : 'over'} first page of a desk: ${inKb(size)} kB of ${limit / 1000} kB, ${inKb(atOnce)} kB of it before its charts\n`,
);
if (size > limit) {
  for (const file of whole) process.stdout.write(`       ${inKb(gzipped(file))} kB ${file}\n`);
  process.exitCode = 1;
}

/** Those files, and whatever the modules among them import. */
function filesOf(files) {
  return new Set(files.flatMap((file) => (file.endsWith('.js') ? follow(file) : [file])));
}

function sizeOf(files) {
  return [...files].reduce((sum, file) => sum + gzipped(file), 0);
}

function inKb(bytes) {
  return (bytes / 1000).toFixed(2);
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

function built(pattern) {
  const found = globSync(`${dist}/assets/${pattern}`);
  if (found.length === 0) throw new Error(`nothing of ${dist}/assets matches ${pattern}`);
  return found;
}

function only(pattern) {
  const found = built(pattern);
  if (found.length > 1) throw new Error(`${pattern} matches ${found.length} files`);
  return found[0];
}
