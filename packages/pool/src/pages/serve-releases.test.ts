import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import type { BuiltFolders } from './built-folders.ts';
import { openFolder } from './open-folder.ts';
import { serveFiles } from './serve-files.ts';
import { serveReleases } from './serve-releases.ts';

const home = mkdtempSync(join(tmpdir(), 'kameng releases '));
const [widget, releases] = [join(home, 'dist'), join(home, 'releases')];
const command = join(import.meta.dirname, '..', '..', '..', 'widget', 'release', 'keep-release.ts');
after(() => rmSync(home, { recursive: true }));

/** Makes a build whose loader says `text`, as the widget's build leaves it. */
function build(text: string): string {
  const digest = `sha384-${createHash('sha384').update(text).digest('base64')}`;
  mkdirSync(join(widget, 'themes'), { recursive: true });
  writeFileSync(join(widget, 'kameng.js'), text);
  writeFileSync(join(widget, 'themes', 'indigo.css'), `/* ${text} */`);
  writeFileSync(join(widget, 'integrity.json'), JSON.stringify({ 'kameng.js': digest }));
  return digest;
}

function keep(version: string): void {
  execFileSync(process.execPath, [command, '--from', widget, '--to', releases, '--version', version], {
    stdio: 'pipe',
  });
}

/** A pool that was deployed with this version. */
function deploy(widgetVersion: string): FastifyInstance {
  const empty = join(home, 'empty');
  const folders: BuiltFolders = {
    checkout: empty,
    console: empty,
    playground: empty,
    docs: empty,
    art: empty,
    widget,
    releases,
    widgetVersion,
  };
  const app = fastify();
  serveFiles(app, openFolder(empty), folders);
  serveReleases(app, folders);
  return app;
}

test('a release answers with the same bytes after a newer one is deployed', async () => {
  const first = build('console.log("one")');
  keep('0.1.0');
  const before = await deploy('0.1.0').inject('/embed/v0.1.0/kameng.js');
  const second = build('console.log("two")');
  const app = deploy('0.2.0');
  const [old, theme, current, alias] = await Promise.all(
    ['v0.1.0/kameng.js', 'v0.1.0/themes/indigo.css', 'v0.2.0/kameng.js', 'v1/kameng.js'].map((path) =>
      app.inject(`/embed/${path}`),
    ),
  );
  assert.equal(old!.body, 'console.log("one")');
  assert.equal(old!.headers['etag'], before.headers['etag']);
  assert.match(String(old!.headers['cache-control']), /immutable/);
  assert.equal(old!.headers['access-control-allow-origin'], '*');
  assert.equal(theme!.body, '/* console.log("one") */');
  assert.deepEqual([current!.body, alias!.body], ['console.log("two")', 'console.log("two")']);
  const page = (await app.inject('/embed/')).body;
  assert.ok(page.includes(first) && page.includes(second), 'the digests of both are told');
  for (const path of ['v0.3.0/kameng.js', 'v0.1.0/', 'v0.1.0/..%2Fv0.2.0/kameng.js', 'v0.1.0/missing.js'])
    assert.equal((await app.inject(`/embed/${path}`)).statusCode, 404, path);
});

test('a kept release is served as it was kept, also where the same version was built again', async () => {
  build('console.log("three")');
  keep('0.3.0');
  build('console.log("three, from another machine")');
  assert.equal((await deploy('0.3.0').inject('/embed/v0.3.0/kameng.js')).body, 'console.log("three")');
});

test('a version is kept once: other bytes, or a build that was changed by hand, are refused', () => {
  build('console.log("four")');
  keep('0.4.0');
  keep('0.4.0');
  build('console.log("four, changed")');
  assert.throws(() => keep('0.4.0'), /raise the version/);
  writeFileSync(join(widget, 'kameng.js'), 'changed by hand');
  assert.throws(() => keep('0.5.0'), /has changed since it was built/);
});
