import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findServiceUser } from '../src/database/find-service-user.ts';

const run = promisify(execFile);
/** Where Debian and its kin keep a folder for each version. */
const versionsDir = '/usr/lib/postgresql';

/** PostgreSQL's own tools for dumps, and the folder they are in. */
export interface DumpTools {
  dir: string;
  major: number;
}

/** The newest pg_dump with its pg_restore on this machine; undefined when there is none. */
export function findDumpTools(): DumpTools | undefined {
  const versions = existsSync(versionsDir)
    ? readdirSync(versionsDir).map((version) => join(versionsDir, version, 'bin'))
    : [];
  const found = [...versions, ...(process.env.PATH ?? '').split(delimiter)].flatMap((dir) => {
    if (!existsSync(join(dir, 'pg_dump')) || !existsSync(join(dir, 'pg_restore'))) return [];
    const said = spawnSync(join(dir, 'pg_dump'), ['--version'], { encoding: 'utf8' }).stdout ?? '';
    const major = Number(/(\d+)\.\d/.exec(said)?.[1]);
    return Number.isNaN(major) ? [] : [{ dir, major }];
  });
  // Of equal ones the first, which has a server beside it where there is one.
  return found.toSorted((left, right) => right.major - left.major)[0];
}

/** A server of the tools' own version, for tools that are older than the embedded one and so cannot dump it. */
export interface DumpServer {
  url: string;
  close(): Promise<void>;
}

/** Starts a server of its own in a temporary folder; undefined when the tools came without one. */
export async function openDumpServer({ dir }: DumpTools): Promise<DumpServer | undefined> {
  const [initdb, postgres] = [join(dir, 'initdb'), join(dir, 'postgres')];
  if (!existsSync(initdb) || !existsSync(postgres)) return undefined;
  const home = mkdtempSync(join(tmpdir(), 'kameng-dump-'));
  // PostgreSQL refuses to run as root.
  const runAs = process.getuid?.() === 0 ? findServiceUser() : undefined;
  if (runAs) chownSync(home, runAs.uid, runAs.gid);
  const identity = runAs ? { uid: runAs.uid, gid: runAs.gid } : {};
  const data = join(home, 'data');
  await run(initdb, ['-D', data, '-U', 'kameng', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], {
    ...identity,
    cwd: home,
  });
  const options = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${home}`, '-c', 'fsync=off'];
  const server = spawn(postgres, ['-D', data, ...options], {
    ...identity,
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(server, 'exit');
  const url = `postgres://kameng@localhost/postgres?host=${encodeURIComponent(home)}`;
  await new Promise<void>((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`the server did not start: ${said}`)));
  });
  return {
    url,
    async close() {
      server.kill('SIGINT');
      await exited;
      rmSync(home, { recursive: true });
    },
  };
}

/** The major version of a server. */
export async function majorOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
    return Math.floor(Number(rows[0]!.server_version_num) / 10_000);
  } finally {
    await client.end();
  }
}
