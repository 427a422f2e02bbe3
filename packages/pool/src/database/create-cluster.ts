import { execFile } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedError } from './embedded-error.ts';
import type { Programs } from './find-programs.ts';
import type { ClusterPlace } from './place-cluster.ts';

const run = promisify(execFile);
const INITDB_LIMIT_MS = 120_000;
const BUILDING = '.building-';

/** Environment for PostgreSQL's programs: nothing of ours (PGDATA, PGPORT, locales) may change what they do. */
export const PROGRAM_ENV: Readonly<Record<string, string>> = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes the data directory when there is none: UTF-8, and the built-in C.UTF-8 collation, which sorts the same on every
 * operating system, so an upgrade of the system never corrupts an index.
 * An interrupted attempt leaves only a directory of another name. Throws EmbeddedError.
 */
export async function createCluster(place: ClusterPlace, programs: Programs): Promise<'created' | 'existing'> {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) {
    await requireSameMajor(place, programs);
    return 'existing';
  }
  // The caller holds the keeper's lock, so these are remains of attempts that were killed.
  for (const name of readdirSync(place.home)) {
    if (name.startsWith(BUILDING)) rmSync(join(place.home, name), { recursive: true, force: true });
  }
  const building = mkdtempSync(join(place.home, BUILDING));
  if (place.runAs) chownSync(building, place.runAs.uid, place.runAs.gid);
  const args = [
    `--pgdata=${building}`,
    '--username=postgres',
    '--auth-local=trust',
    '--auth-host=reject',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  try {
    await run(programs.initdb, args, { ...place.runAs, cwd: '/', env: PROGRAM_ENV, timeout: INITDB_LIMIT_MS });
    renameSync(building, place.cluster);
    syncDirectory(place.home);
  } catch (cause) {
    rmSync(building, { recursive: true, force: true });
    const said = (cause as { stderr?: string }).stderr?.trim().split('\n').slice(-3).join(' ') ?? String(cause);
    throw new EmbeddedError(
      'start_failed',
      `The database directory ${place.cluster} could not be made: ${said}. Cure that, or set DATABASE_URL to a PostgreSQL server.`,
      {
        cause,
      },
    );
  }
  return 'created';
}

async function requireSameMajor(place: ClusterPlace, programs: Programs): Promise<void> {
  const made = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
  const { stdout } = await run(programs.postgres, ['--version'], { ...place.runAs, cwd: '/', env: PROGRAM_ENV });
  const ours = /(\d+)\./.exec(stdout)?.[1];
  if (made !== ours) {
    throw new EmbeddedError(
      'data_of_another_version',
      `The data in ${place.cluster} was made by PostgreSQL ${made}, and this is ${ours}. Dump it with the older version, or set DATABASE_URL.`,
    );
  }
}

/** initdb wrote everything through to the disk; the new name has to follow before the first order is taken. */
function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  fsyncSync(directory);
  closeSync(directory);
}
