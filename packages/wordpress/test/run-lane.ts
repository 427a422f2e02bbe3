/**
 * The lanes of host tests, all or those named: `node packages/wordpress/test/run-lane.ts wordpress`. A lane that cannot run here
 * says `skipped: <lane>: <reason>`; one that runs shows its runner's output. Ends with 1 when a lane failed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fetchPhp } from './site/fetch-php.ts';
import { browserPath } from './site/open-browser.ts';
import { fetchWordPress, type Edition } from './site/fetch-wordpress.ts';

interface Lane {
  title: string;
  files: string[];
  programs: string[];
  extensions: string[];
  /** Whether it needs WordPress and a browser. */
  site: boolean;
  env?: Record<string, string | undefined>;
  /** Fetches what the lane needs beside. */
  fetch?: () => void;
  /** A variable without which it is not run, and why. */
  needs?: { variable: string; why: string };
  /** Its version changes without us: a failure is told, and not held against the plugin. */
  floats?: boolean;
}

const bloggerFiles = ['blogger-setup.test.ts', 'blogger-pages.test.ts', 'network.test.ts'];
const shopFiles = ['setup', 'checkout', 'purchase', 'hostile', 'refund'].map((promise) => `shop-${promise}.test.ts`);

const lanes: Record<string, Lane> = {
  php: {
    title: 'PHP without WordPress',
    files: ['plain-php.test.ts', 'conventions.test.ts', 'buy-item.test.ts'],
    programs: ['php'],
    extensions: ['json', 'dom', 'openssl'],
    site: false,
  },
  'php-versions': {
    title: 'PHP 7.4 and 8.5 without WordPress',
    files: ['php-versions.test.ts'],
    programs: ['npm'],
    extensions: [],
    site: false,
    fetch: fetchPhp,
  },
  wordpress: {
    title: 'WordPress on SQLite',
    files: bloggerFiles,
    programs: ['php', 'apt-get', 'dpkg-deb', 'unzip'],
    extensions: ['pdo_sqlite', 'dom', 'mbstring', 'zip'],
    site: true,
    env: { WORDPRESS_TEST_DATABASE: 'sqlite' },
  },
  'wordpress-mariadb': {
    title: 'WordPress on MariaDB',
    files: bloggerFiles,
    programs: ['php', 'apt-get', 'dpkg-deb', 'unzip', 'mariadbd', 'mariadb-install-db'],
    extensions: ['mysqli', 'dom', 'mbstring', 'zip'],
    site: true,
    env: { WORDPRESS_TEST_DATABASE: 'mariadb' },
  },
  'wordpress-oldest': {
    title: 'WordPress 6.5 on SQLite',
    files: bloggerFiles,
    programs: ['php', 'npm', 'apt-get', 'dpkg-deb', 'unzip', 'tar'],
    extensions: ['pdo_sqlite', 'dom', 'mbstring', 'zip'],
    site: true,
    env: { WORDPRESS_TEST_DATABASE: 'sqlite', WORDPRESS_TEST_EDITION: 'oldest' },
    needs: { variable: 'WORDPRESS_TEST_OLDEST', why: 'it is fetched with a package of 160 MB' },
  },
  'wordpress-newest': {
    title: 'The newest WordPress on SQLite',
    files: bloggerFiles,
    programs: ['php', 'apt-get', 'dpkg-deb', 'unzip'],
    extensions: ['pdo_sqlite', 'dom', 'mbstring', 'zip'],
    site: true,
    env: { WORDPRESS_TEST_DATABASE: 'sqlite', WORDPRESS_TEST_EDITION: 'newest' },
    floats: true,
  },
  woocommerce: {
    title: 'Shop on our stand-in for WooCommerce, MariaDB',
    files: shopFiles,
    programs: ['php', 'apt-get', 'dpkg-deb', 'unzip', 'mariadbd', 'mariadb-install-db'],
    extensions: ['mysqli', 'dom', 'mbstring', 'zip'],
    site: true,
    env: { WORDPRESS_TEST_DATABASE: 'mariadb', WOO_DIR: undefined },
  },
  'woocommerce-real': {
    title: 'Shop on a real WooCommerce, MariaDB',
    files: shopFiles,
    programs: ['php', 'apt-get', 'dpkg-deb', 'unzip', 'mariadbd', 'mariadb-install-db'],
    extensions: ['mysqli', 'dom', 'mbstring', 'zip'],
    site: true,
    env: { WORDPRESS_TEST_DATABASE: 'mariadb' },
    needs: { variable: 'WOO_DIR', why: 'it names the folder of a built WooCommerce' },
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in lanes));
if (unknown.length > 0) {
  process.stderr.write(`No lane ${unknown.join(', ')}; there are ${Object.keys(lanes).join(', ')}\n`);
  process.exit(2);
}
for (const [name, lane] of Object.entries(lanes)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stdout.write(`\n-- ${lane.title}\n`);
  const reason = whyNot(lane);
  if (reason !== undefined) process.stdout.write(`skipped: ${lane.title}: ${reason}\n`);
  else if (run(lane) !== 0) process.exitCode = 1;
}

function whyNot({ programs, extensions, site, fetch, needs, env }: Lane): string | undefined {
  if (needs !== undefined && process.env[needs.variable] === undefined)
    return `${needs.variable} is not set; ${needs.why}`;
  const missing = programs.filter((program) => spawnSync('which', [program]).status !== 0);
  if (missing.length > 0) return `${missing.join(', ')} not installed`;
  const absent = extensions.length === 0 ? [] : lacking(extensions);
  if (absent.length > 0) return `PHP lacks ${absent.join(', ')}`;
  if (site && (browserPath === undefined || !existsSync(browserPath))) return 'no Chromium on this machine';
  try {
    fetch?.();
    if (site)
      process.stdout.write(`WordPress ${fetchWordPress(env?.WORDPRESS_TEST_EDITION as Edition | undefined).version}\n`);
    return undefined;
  } catch (error) {
    return `${site ? 'WordPress' : 'PHP'} cannot be fetched: ${(error as Error).message.split('\n')[0]}`;
  }
}

function lacking(extensions: readonly string[]): string[] {
  const loaded = execFileSync('php', ['-m'], { encoding: 'utf8' }).toLowerCase().split('\n');
  return extensions.filter((extension) => !loaded.includes(extension));
}

function run({ title, files, env, floats }: Lane): number {
  const paths = files.map((file) => join(import.meta.dirname, file));
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--test', '--test-concurrency=1', '--test-timeout=600000', ...paths],
    {
      stdio: ['ignore', floats ? 'pipe' : 'inherit', 'inherit'],
      encoding: 'utf8',
      env: { ...process.env, ...env },
    },
  );
  if (!floats) return status ?? 1;
  if (status === 0) process.stdout.write(stdout);
  else
    process.stdout.write(
      `${stdout.replaceAll(/^/gm, '| ')}\nskipped: ${title}: it failed as shown above; this version floats\n`,
    );
  return 0;
}
