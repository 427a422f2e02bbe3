import { spawnSync } from 'node:child_process';
import { EmbeddedError } from './embedded-error.ts';

/** The operating system user that PostgreSQL runs as when the pool itself runs as root. */
export type ServiceUser = { uid: number; gid: number };

const SERVICE_USER = 'kameng';
/** Debian and friends, then BusyBox. Both make a user that cannot log in and owns nothing. */
const CREATE_COMMANDS: ReadonlyArray<readonly [string, readonly string[]]> = [
  [
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      SERVICE_USER,
    ],
  ],
  ['adduser', ['-S', '-D', '-H', '-h', '/nonexistent', '-s', '/sbin/nologin', SERVICE_USER]],
];

/**
 * The unprivileged user for PostgreSQL, which refuses to run as root: `kameng`, made when it is missing, else an existing `postgres`.
 * Throws EmbeddedError `no_service_user`.
 */
export function findServiceUser(): ServiceUser {
  const existing = lookUp(SERVICE_USER);
  if (existing) return existing;
  for (const [command, args] of CREATE_COMMANDS) {
    // A failure is no reason to stop: another start may have made the user in the same moment, so only the look-up counts.
    spawnSync(command, args, { stdio: 'ignore', timeout: 10_000 });
    const created = lookUp(SERVICE_USER);
    if (created) return created;
  }
  const postgres = lookUp('postgres');
  if (postgres) return postgres;
  throw new EmbeddedError(
    'no_service_user',
    `PostgreSQL does not run as root, and the user "${SERVICE_USER}" could not be created. ` +
      'Start as an ordinary user, create that user, or set DATABASE_URL to a PostgreSQL server.',
  );
}

function lookUp(name: string): ServiceUser | null {
  const uid = readId('-u', name);
  const gid = readId('-g', name);
  return uid !== null && gid !== null && uid !== 0 ? { uid, gid } : null;
}

function readId(flag: '-u' | '-g', name: string): number | null {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8', timeout: 10_000 });
  return answer.status === 0 ? Number(answer.stdout.trim()) : null;
}
