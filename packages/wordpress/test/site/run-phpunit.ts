import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Php } from './open-php.ts';

export interface PhpTest {
  /** The sentence of its `@testdox`. */
  name: string;
  /** Why it failed; null when it passed. */
  failure: string | null;
}

/** Where Debian's packages keep PHPUnit and what it needs. */
export const phpLibrary = '/usr/share/php';

const rules = join(import.meta.dirname, '../php/unit/phpunit.xml');

/** Why PHPUnit cannot run here; undefined when it can. */
export function whyNoPhpunit(): string | undefined {
  const { stdout, status } = spawnSync('phpunit', ['--version'], { encoding: 'utf8' });
  if (status !== 0) return 'phpunit is not installed (apt-get install phpunit)';
  if (stdout.startsWith('PHPUnit 9.')) return undefined;
  return `PHPUnit 9 is wanted, the last one for PHP 7.4; here is ${stdout.trim()}`;
}

/** Runs the rules in plain PHP with the PHP that is installed. */
export function runPhpunit(): PhpTest[] {
  const folder = mkdtempSync(join(tmpdir(), 'kameng-phpunit-'));
  try {
    const log = join(folder, 'log.xml');
    const ran = spawnSync('phpunit', ['-c', rules, '--testdox-xml', log], { encoding: 'utf8' });
    return readLog(readFileSync(log, 'utf8'), { status: ran.status, said: ran.stderr + ran.stdout });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs them inside a PHP that has the library at /kameng/library; see open-php.ts. */
export async function runPhpunitIn(php: Php): Promise<PhpTest[]> {
  const answer = await php.run(`<?php
    set_include_path( '/kameng/library' );
    $_SERVER['argv'] = array( 'phpunit', '-c', '/kameng/test/php/unit/phpunit.xml', '--testdox-xml', '/log.xml' );
    ob_start();
    require 'PHPUnit/Autoload.php';
    $status = ( new PHPUnit\\TextUI\\Command() )->run( $_SERVER['argv'], false );
    echo json_encode( array( 'said' => ob_get_clean(), 'status' => $status, 'log' => (string) file_get_contents( '/log.xml' ) ) );`);
  const { log, ...ended } = JSON.parse(answer) as Ended & { log: string };
  return readLog(log, ended);
}

interface Ended {
  status: number | null;
  said: string;
}

/** Throws when nothing ran, or when PHPUnit is unhappy with something that is no test. */
function readLog(log: string, { status, said }: Ended): PhpTest[] {
  const tests = [...log.matchAll(/<test ([^>]*)>/g)].map(([, attributes = '']) => {
    const of = (name: string) => readable(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
    return {
      name: of('prettifiedMethodName'),
      failure: of('status') === '0' ? null : of('exceptionMessage') || said,
    };
  });
  const failed = tests.some(({ failure }) => failure !== null);
  if (tests.length === 0 || (status !== 0 && !failed)) throw new Error(said);
  return tests;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#10': '\n', '#39': "'" };

function readable(text: string): string {
  return text.replaceAll(/&(\S+?);/g, (whole, name: string) => entities[name] ?? whole);
}
