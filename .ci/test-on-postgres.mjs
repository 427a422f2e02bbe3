import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs the pool's database tests on an installed PostgreSQL instead of the embedded one, in a cluster of its own that is removed
 * afterwards. Returns the runner's exit code, or why it could not run.
 */
export async function testOnPostgres(version) {
  const bin = `/usr/lib/postgresql/${version}/bin`;
  if (!existsSync(join(bin, 'initdb'))) return `${bin} is not installed (apt-get install postgresql-${version})`;
  const tests = globSync('packages/pool/src/**/*.test.ts').filter((path) =>
    /createTestDatabase|test-database/.test(readFileSync(path, 'utf8')),
  );
  if (tests.length === 0) return 'no test uses the database yet';

  // PostgreSQL refuses to run as root, so its own user runs it there.
  const user = process.getuid() === 0 ? { uid: idOf('u'), gid: idOf('g') } : {};
  const folder = mkdtempSync(join(tmpdir(), 'kameng-postgres-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const call = (program, ...args) => execFileSync(join(bin, program), args, { stdio: 'ignore', cwd: folder, ...user });
  try {
    call('initdb', '-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-instructions');
    const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories='' -c max_connections=300`;
    call('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start');
    const env = { ...process.env, KAMENG_TEST_DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/postgres` };
    const { status } = spawnSync(process.execPath, ['--test', '--test-timeout=300000', ...tests], {
      stdio: 'inherit',
      env,
    });
    return status ?? 1;
  } finally {
    if (existsSync(join(data, 'postmaster.pid'))) call('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
    rmSync(folder, { recursive: true, force: true });
  }
}

function idOf(kind) {
  return Number(execFileSync('id', [`-${kind}`, 'postgres'], { encoding: 'utf8' }));
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
