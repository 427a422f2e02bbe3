import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Which WordPress: `stable` is Debian 13's, `newest` is Debian unstable's and floats, `oldest` is 6.5, the first we promise. */
const editions = ['stable', 'newest', 'oldest'] as const;
export type Edition = (typeof editions)[number];

/** WordPress as Debian packages it, and what its files point to. */
const packages = [
  'wordpress',
  'wordpress-l10n',
  'wordpress-theme-twentytwentyfive',
  'php-getid3',
  'libphp-phpmailer',
  'libjs-underscore',
  'libjs-lodash',
  'libjs-cropper',
  'libjs-jquery-ui',
];

/** The package whose tarball holds WordPress' SQLite driver; 0.4 MB of it are taken. */
const sqliteFrom = '@wp-playground/cli@3.1.56';

/** The package that holds WordPress 6.5; its newer releases hold none. */
const oldestFrom = '@wp-playground/wordpress-builds@0.9.19';

/**
 * A folder with an untouched WordPress, kept between runs under WORDPRESS_TEST_DIR or the system's folder for passing files.
 * It comes through apt's signed lists and npm; nothing of it is in this repository. Throws when apt or npm cannot be reached.
 */
export function fetchWordPress(edition = editionAsked()): { folder: string; version: string } {
  const home = process.env.WORDPRESS_TEST_DIR ?? join(tmpdir(), 'kameng-hosts');
  const folder = join(home, edition === 'stable' ? 'wordpress' : `wordpress-${edition}`);
  if (!existsSync(join(folder, 'complete'))) {
    const work = `${folder}.${process.pid}`;
    rmSync(work, { recursive: true, force: true });
    mkdirSync(join(work, 'debs'), { recursive: true });
    run('npm', ['pack', '--silent', sqliteFrom], join(work, 'debs'));
    if (edition === 'oldest') assembleOldest(work);
    else {
      download(join(work, 'debs'), edition === 'newest' ? 'sid' : 'trixie');
      assemble(work);
    }
    unpackSqlite(work);
    rmSync(folder, { recursive: true, force: true });
    renameSync(work, folder);
    writeFileSync(join(folder, 'complete'), '');
  }
  const version = /\$wp_version = '([^']+)'/.exec(
    readFileSync(join(folder, 'site/wp-includes/version.php'), 'utf8'),
  )?.[1];
  if (version === undefined) throw new Error('the fetched WordPress does not say its version');
  return { folder: join(folder, 'site'), version };
}

function editionAsked(): Edition {
  const asked = process.env.WORDPRESS_TEST_EDITION ?? 'stable';
  const edition = editions.find((each) => each === asked);
  if (edition === undefined) throw new Error(`WORDPRESS_TEST_EDITION is ${asked}, not one of ${editions.join(', ')}`);
  return edition;
}

/** Uses lists of its own, so that the system's apt stays as it is. */
function download(folder: string, suite: string): void {
  const apt = join(folder, '../apt');
  for (const each of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(apt, each), { recursive: true });
  writeFileSync(join(apt, 'status'), '');
  const mirror = execFileSync(
    'apt-get',
    ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages', 'Codename: bookworm'],
    { encoding: 'utf8' },
  ).split('\n')[0];
  if (!mirror) throw new Error('apt knows no mirror of Debian 12');
  writeFileSync(join(apt, 'list'), `deb ${mirror} ${suite} main\n`);
  const options = [
    `Dir::Etc::sourcelist=${join(apt, 'list')}`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State::lists=${join(apt, 'lists')}`,
    `Dir::Cache=${join(apt, 'cache')}`,
    `Dir::State::status=${join(apt, 'status')}`,
    'APT::Sandbox::User=root',
  ].flatMap((option) => ['-o', option]);
  run('apt-get', [...options, 'update', '-qq'], folder);
  run('apt-get', [...options, 'download', '-qq', ...packages], folder);
}

function assemble(work: string): void {
  const debs = join(work, 'debs');
  const system = join(work, 'system');
  for (const file of globSync('*.deb', { cwd: debs })) run('dpkg-deb', ['-x', join(debs, file), system], debs);
  const from = join(system, 'usr/share/wordpress');
  const site = join(work, 'site');
  for (const each of ['plugins', 'mu-plugins', 'themes', 'languages', 'uploads'])
    mkdirSync(join(site, 'wp-content', each), { recursive: true });
  // Debian's links point at its other packages; cp -L follows those that are there.
  run('sh', ['-c', `cp -rL "${from}/wp-admin" "${from}/wp-includes" "${from}"/*.php "${site}/"`], work);
  run('sh', ['-c', `cp -rL "${from}/wp-content/themes/"* "${site}/wp-content/themes/"`], work);
  rmSync(join(site, 'wp-config.php'), { force: true });
  for (const file of globSync(join(from, 'wp-content/languages/*zh_CN.mo')))
    cpSync(file, join(site, 'wp-content/languages', file.split('/').at(-1)!), { dereference: true });
}

/** The zip has the PHP, a folder beside it the scripts and styles. It speaks English only; the Chinese texts are the stable one's. */
function assembleOldest(work: string): void {
  const site = join(work, 'site');
  const from = join(work, 'builds');
  mkdirSync(site);
  mkdirSync(from);
  run('npm', ['pack', '--silent', oldestFrom], from);
  run('sh', ['-c', 'tar xzf *.tgz --wildcards "*wp-6.5*"'], from);
  const zip = globSync('**/wp-6.5.zip', { cwd: from })[0];
  const scripts = globSync('**/public/wp-6.5', { cwd: from })[0];
  if (zip === undefined || scripts === undefined) throw new Error(`${oldestFrom} holds no WordPress 6.5`);
  run('unzip', ['-qo', join(from, zip), '-d', site], from);
  run('sh', ['-c', `cp -rn "${join(from, scripts)}/." "${site}/"`], work);
  // The build comes installed, with a database of its own.
  for (const each of ['wp-config.php', 'wp-content/database'])
    rmSync(join(site, each), { recursive: true, force: true });
  rmSync(from, { recursive: true, force: true });
  for (const each of ['plugins', 'mu-plugins', 'themes', 'languages', 'uploads'])
    mkdirSync(join(site, 'wp-content', each), { recursive: true });
  // WordPress takes a language only when it has the texts of it.
  const texts = 'wp-content/languages';
  cpSync(join(fetchWordPress('stable').folder, texts), join(site, texts), { recursive: true });
}

function unpackSqlite(work: string): void {
  const debs = join(work, 'debs');
  const tarball = globSync('wp-playground-cli-*.tgz', { cwd: debs })[0]!;
  run('tar', ['xzf', tarball, 'package/sqlite-database-integration.zip'], debs);
  run('unzip', ['-qo', 'package/sqlite-database-integration.zip'], debs);
  renameSync(join(debs, 'plugin-sqlite-database-integration'), join(work, 'sqlite'));
  for (const each of ['debs', 'system', 'apt']) rmSync(join(work, each), { recursive: true, force: true });
}

function run(program: string, args: string[], cwd: string): void {
  execFileSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}
