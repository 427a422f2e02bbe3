import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fetchWordPress } from './fetch-wordpress.ts';
import { openDatabase, type DatabaseKind } from './open-database.ts';

export interface Site {
  url: string;
  /** Folder of the installation. */
  folder: string;
  version: string;
  /** Runs PHP inside WordPress as the administrator; what it prints comes back. */
  php: (code: string) => string;
  /** The same in processes of their own, all at once. */
  phpAtOnce: (codes: string[]) => Promise<string[]>;
  /** Starts the code in a process of its own and kills that process, without a word to it, when the moment has come. */
  phpKilled: (code: string, moment: Promise<unknown>) => Promise<void>;
  /** Lines of debug.log that name the plugin. */
  complaints: () => string[];
  close: () => Promise<void>;
}

export const administrator = { name: 'admin', password: 'correct horse battery' };

const testPhp = join(import.meta.dirname, '../php');
const startLimitMs = 30_000;

/** A WordPress of its own on a free port, installed and speaking pretty links, without the plugin. */
export async function openSite(database: DatabaseKind): Promise<Site> {
  const wordpress = fetchWordPress();
  const scratch = mkdtempSync(join(tmpdir(), 'wordpress-site-'));
  const folder = join(scratch, 'site');
  cpSync(wordpress.folder, folder, { recursive: true });
  const db = await openDatabase(database, folder, scratch, wordpress.folder);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'wp-config.php'), configText(db.host, url));
  const run = (file: string, code = '') =>
    execFileSync('php', [join(testPhp, file), folder, url], {
      encoding: 'utf8',
      input: code,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  run('install.php');
  const server = spawn('php', ['-S', `127.0.0.1:${port}`, '-t', folder, join(testPhp, 'router.php')], {
    stdio: 'ignore',
    // More than one worker: a page that asks its own site would wait for itself for ever.
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' },
    detached: true,
  });
  await answered(url);
  const log = join(folder, 'wp-content/debug.log');
  return {
    url,
    folder,
    version: wordpress.version,
    php: (code) => run('run.php', code),
    phpAtOnce: (codes) => Promise.all(codes.map((code) => runApart(join(testPhp, 'run.php'), [folder, url], code))),
    async phpKilled(code, moment) {
      const child = spawn('php', [join(testPhp, 'run.php'), folder, url], { stdio: ['pipe', 'ignore', 'inherit'] });
      const ended = once(child, 'exit');
      child.stdin.end(code);
      await Promise.race([moment, ended]);
      child.kill('SIGKILL');
      const [, signal] = await ended;
      if (signal !== 'SIGKILL') throw new Error('PHP ended before it could be killed');
    },
    complaints: () =>
      existsSync(log)
        ? readFileSync(log, 'utf8')
            .split('\n')
            .filter((line) => /kameng/i.test(line))
        : [],
    async close() {
      // The workers are children of their own; the group ends with its leader.
      if (server.exitCode === null && server.pid !== undefined) {
        process.kill(-server.pid, 'SIGTERM');
        await once(server, 'exit');
      }
      await db.close();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function runApart(file: string, args: string[], code: string): Promise<string> {
  const child = spawn('php', [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(code);
  const parts: Buffer[] = [];
  for await (const part of child.stdout) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function configText(host: string, url: string): string {
  const keys = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [`${name}_KEY`, `${name}_SALT`]);
  const constants: Record<string, string | boolean> = {
    DB_NAME: 'wordpress',
    DB_USER: 'root',
    DB_PASSWORD: '',
    DB_HOST: host,
    DB_CHARSET: 'utf8mb4',
    DB_COLLATE: '',
    ...Object.fromEntries(keys.map((name) => [name, `a fixed text for ${name}`])),
    WP_HOME: url,
    WP_SITEURL: url,
    WP_HTTP_BLOCK_EXTERNAL: true,
    WP_ACCESSIBLE_HOSTS: '127.0.0.1,localhost',
    DISABLE_WP_CRON: true,
    AUTOMATIC_UPDATER_DISABLED: true,
    FS_METHOD: 'direct',
    WP_DEBUG: true,
    WP_DEBUG_LOG: true,
    WP_DEBUG_DISPLAY: false,
  };
  const lines = Object.entries(constants).map(
    ([name, value]) =>
      `defined( '${name}' ) || define( '${name}', ${typeof value === 'string' ? `'${value}'` : value} );`,
  );
  return [
    '<?php',
    ...lines,
    "$table_prefix = 'wp_';",
    "defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );",
    "require ABSPATH . 'wp-settings.php';",
    '',
  ].join('\n');
}

async function answered(url: string): Promise<void> {
  const end = performance.now() + startLimitMs;
  for (;;) {
    const answer = await fetch(`${url}/wp-login.php`).catch(() => undefined);
    if (answer?.ok) return;
    if (performance.now() > end) throw new Error(`WordPress answers ${answer?.status ?? 'nothing'} at ${url}`);
    await pause(50);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
