/** PHP that runs without WordPress: the business rules, each file's syntax, and our own conventions. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runPhpunit, whyNoPhpunit } from './site/run-phpunit.ts';

const root = join(import.meta.dirname, '..');
const files = globSync('plugin/**/*.php', { cwd: root }).toSorted();
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const offences = (wrong: (text: string, file: string) => boolean) => files.filter((file) => wrong(read(file), file));

test('the rules in plain PHP', { skip: whyNoPhpunit() }, async (t) => {
  for (const { name, failure } of runPhpunit()) await t.test(name, () => assert.equal(failure, null));
});

test('every file is PHP to the PHP that is here', () => {
  for (const file of files) execFileSync('php', ['-l', join(root, file)], { stdio: 'pipe' });
});

const sniffer = spawnSync('phpcs', ['--version'], { encoding: 'utf8' });
test(
  'the rules of phpcs.xml hold, and find what is wrong',
  { skip: sniffer.status !== 0 && 'phpcs is not installed (apt-get install php-codesniffer)' },
  () => {
    const check = (input?: string) =>
      spawnSync('phpcs', ['-q', '-s', `--standard=${join(root, 'phpcs.xml')}`, ...(input === undefined ? [] : ['-'])], {
        cwd: root,
        encoding: 'utf8',
        ...(input === undefined ? {} : { input }),
      });
    assert.match(
      check("<?php\nfunction f() {\n\tif ( true ) eval( '' );\n\treturn [1];\n}\n").stdout,
      /Squiz\.PHP\.Eval/,
    );
    const { status, stdout } = check();
    assert.equal(status, 0, stdout);
  },
);

test('nothing is used that PHP 7.4 does not have', () => {
  // Syntax and functions of 8.0 and later that this code could have reached for.
  const newer =
    /\bmatch\s*\(|\?->|\benum\s+\w|\breadonly\s|\bstr_(contains|starts_with|ends_with)\(|function __construct\([^)]*\b(private|public|protected)\s|\):\s*(static|mixed|never)\b|:\s*\??\w+\|\w+\s*[{;]/;
  assert.deepEqual(
    offences((text) => newer.test(text.replaceAll(/\/\*\*.*?\*\//gs, ''))),
    [],
  );
});

test('no file does anything when it is called by its address', () => {
  const guard = /if \( ! defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \) \{\s+exit;/;
  assert.deepEqual(
    offences((text) => !guard.test(text)),
    [],
  );
});

test('header, readme and code agree', () => {
  const main = read('plugin/kameng.php');
  const readme = read('plugin/readme.txt');
  const field = (text: string, name: string) => new RegExp(`^(?: \\* )?${name}: *(.+)$`, 'm').exec(text)?.[1];
  assert.equal(field(main, 'Version'), field(readme, 'Stable tag'));
  assert.equal(field(main, 'Version'), /const VERSION = '([^']+)'/.exec(read('plugin/src/Plugin.php'))?.[1]);
  assert.equal(
    field(main, 'Version'),
    (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
  );
  for (const name of ['Requires at least', 'Requires PHP', 'License'])
    assert.equal(field(main, name), field(readme, name));
  assert.equal(field(main, 'Text Domain'), 'kameng');
  assert.match(readme, /== External services ==/);
});
