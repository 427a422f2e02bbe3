/** The plugin's PHP in the first and the last PHP that it promises: every file compiles, and the plain rules hold. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { phpEditions } from './site/fetch-php.ts';
import { openPhp } from './site/open-php.ts';
import { phpLibrary, runPhpunitIn, whyNoPhpunit } from './site/run-phpunit.ts';

const files = globSync('plugin/**/*.php', { cwd: join(import.meta.dirname, '..') }).length;

interface Said {
  version: string;
  files: number;
  said: Record<string, string>;
}

for (const edition of phpEditions) {
  test(`PHP ${edition} has nothing against any file`, async () => {
    const php = await openPhp(edition);
    const compile = async (folder: string, before = '') =>
      JSON.parse(
        await php.run(`<?php ${before} $compile = '${folder}'; require '/kameng/test/php/compile.php';`),
      ) as Said;
    const found = await compile('/kameng/plugin');
    assert.ok(found.version.startsWith(`${edition}.`), found.version);
    assert.deepEqual(found.said, {});
    assert.equal(found.files, files);
    // The check itself: a file that no PHP takes, and one that only 8.1 and later take.
    const wrong = await compile(
      '/wrong',
      `mkdir( '/wrong' ); file_put_contents( '/wrong/never.php', '<?php function ( {' ); file_put_contents( '/wrong/since-8.1.php', '<?php\nnamespace A; enum B { case C; }' );`,
    );
    assert.deepEqual(
      Object.keys(wrong.said).toSorted(),
      edition === '7.4' ? ['/wrong/never.php', '/wrong/since-8.1.php'] : ['/wrong/never.php'],
    );
  });

  test(`the rules in plain PHP hold on ${edition}`, { skip: whyNoPhpunit() }, async (t) => {
    const php = await openPhp(edition, phpLibrary);
    for (const { name, failure } of await runPhpunitIn(php)) await t.test(name, () => assert.equal(failure, null));
  });
}
