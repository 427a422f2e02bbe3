import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The first PHP that the plugin promises, and the last. */
export const phpEditions = ['7.4', '8.5'] as const;
export type PhpEdition = (typeof phpEditions)[number];

/** One release of WordPress Playground's builds of PHP for Node; all its packages have the same version. */
const release = '3.1.56';

/**
 * A folder whose node_modules holds these PHPs as WebAssembly, kept between runs like the WordPress beside it. 120 MB, so they are
 * nobody's dependency. Throws when npm cannot be reached.
 */
export function fetchPhp(): string {
  const folder = join(process.env.WORDPRESS_TEST_DIR ?? join(tmpdir(), 'kameng-hosts'), `php-${release}`);
  if (existsSync(join(folder, 'complete'))) return folder;
  const work = `${folder}.${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, 'package.json'), '{"private":true,"type":"module"}');
  const packages = ['universal', ...phpEditions.map((edition) => `node-${edition.replace('.', '-')}`)];
  execFileSync(
    'npm',
    [
      'install',
      '--silent',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--legacy-peer-deps',
      ...packages.map((name) => `@php-wasm/${name}@${release}`),
    ],
    { cwd: work, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  rmSync(folder, { recursive: true, force: true });
  renameSync(work, folder);
  writeFileSync(join(folder, 'complete'), '');
  return folder;
}
