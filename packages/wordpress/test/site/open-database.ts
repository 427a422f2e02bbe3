import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export type DatabaseKind = 'sqlite' | 'mariadb';

export interface SiteDatabase {
  /** What DB_HOST says. */
  host: string;
  close: () => Promise<void>;
}

const startLimitMs = 30_000;

/** The database of one site: a file by WordPress' SQLite driver, or a MariaDB of its own that listens on a socket only. */
export async function openDatabase(
  kind: DatabaseKind,
  site: string,
  scratch: string,
  wordpress: string,
): Promise<SiteDatabase> {
  if (kind === 'sqlite') {
    const driver = join(site, 'wp-content/plugins/sqlite-database-integration');
    cpSync(join(wordpress, '../sqlite'), driver, { recursive: true });
    cpSync(join(driver, 'db.copy'), join(site, 'wp-content/db.php'));
    return { host: 'none', close: () => Promise.resolve() };
  }
  const data = join(scratch, 'mariadb');
  const socket = join(scratch, 'db.sock');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  mkdirSync(data);
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', ...asRoot],
    {
      stdio: 'ignore',
    },
  );
  const server = spawn(
    'mariadbd',
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${socket}`,
      '--skip-networking',
      `--pid-file=${data}/pid`,
      ...asRoot,
    ],
    { stdio: 'ignore' },
  );
  const end = performance.now() + startLimitMs;
  while (!answers(socket)) {
    if (performance.now() > end || server.exitCode !== null) throw new Error('MariaDB did not start');
    await pause(50);
  }
  execFileSync('mariadb', [
    '--no-defaults',
    `--socket=${socket}`,
    '-uroot',
    '-e',
    'CREATE DATABASE wordpress CHARACTER SET utf8mb4',
  ]);
  return {
    host: `localhost:${socket}`,
    async close() {
      server.kill('SIGTERM');
      if (server.exitCode === null) await once(server, 'exit');
    },
  };
}

function answers(socket: string): boolean {
  if (!existsSync(socket)) return false;
  try {
    execFileSync('mariadb-admin', ['--no-defaults', `--socket=${socket}`, '-uroot', 'ping'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
