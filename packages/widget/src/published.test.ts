import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const home = fileURLToPath(new URL('..', import.meta.url));
let consumer: string;
let dist: string;
const read = (name: string) => readFileSync(join(dist, name), 'utf8');
const gzipped = (name: string) => gzipSync(readFileSync(join(dist, name)), { level: 9 }).length;

before(() => {
  consumer = mkdtempSync(join(tmpdir(), 'kameng-consumer-'));
  const installed = join(consumer, 'node_modules/@kameng/widget');
  dist = join(installed, 'dist');
  mkdirSync(dist, { recursive: true });
  const rollup = fileURLToPath(import.meta.resolve('rollup/dist/bin/rollup'));
  execFileSync(process.execPath, [rollup, '-c', 'rollup.config.ts', '--silent', '--dir', dist], { cwd: home });
  const { name, version, publishConfig } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  writeFileSync(
    join(installed, 'package.json'),
    JSON.stringify({ name, version, type: 'module', exports: publishConfig.exports }),
  );
});

after(() => rmSync(consumer, { recursive: true }));

test('the loader weighs at most 2.0 kB, the dialog 4.2 and the panel 12, gzip', (t) => {
  for (const name of readdirSync(dist).filter((name) => name.endsWith('.js')))
    t.diagnostic(`gzip: ${name} ${gzipped(name)} B`);
  assert.ok(gzipped('kameng.js') <= 2000, `kameng.js: ${gzipped('kameng.js')} B`);
  assert.ok(gzipped('dialog.js') <= 4200, `dialog.js: ${gzipped('dialog.js')} B`);
  assert.ok(gzipped('panel.js') <= 12_000, `panel.js: ${gzipped('panel.js')} B`);
});

test('what is served asks for nothing that a strict page forbids and keeps nothing', () => {
  for (const name of ['kameng.js', 'dialog.js', 'panel.js']) {
    const text = read(name);
    for (const forbidden of [
      /\beval\(/,
      /new Function/,
      /localStorage|sessionStorage|indexedDB/,
      /document\.cookie/,
      /createElement\("style"\)/,
      /@kameng\//,
    ]) {
      assert.doesNotMatch(text, forbidden, `${name}: ${forbidden}`);
    }
  }
  for (const name of ['kameng.js', 'dialog.js'])
    assert.doesNotMatch(read(name), /innerHTML|insertAdjacentHTML|document\.write|lit\$/, name);
});

test('the published digests are those of the files', () => {
  const integrity = JSON.parse(read('integrity.json')) as Record<string, string>;
  assert.deepEqual(
    Object.keys(integrity).toSorted(),
    readdirSync(dist)
      .filter((name) => name.endsWith('.js'))
      .toSorted(),
  );
  for (const [name, digest] of Object.entries(integrity)) {
    assert.equal(
      digest,
      `sha384-${createHash('sha384')
        .update(readFileSync(join(dist, name)))
        .digest('base64')}`,
      name,
    );
  }
});

test('the module entry does nothing on a server', async () => {
  const { Kameng } = (await import(join(dist, 'embed.js'))) as { Kameng: unknown };
  assert.equal(Kameng, undefined);
});

test('a page’s own code type checks against the elements: DOM, React 19, Preact and Vue', () => {
  // The frameworks' own types, as a project installs them.
  for (const name of ['@types/react', 'preact', 'vue']) {
    const link = join(consumer, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(realpathSync(join(home, 'node_modules', name)), link);
  }
  const component = (framework: string) => `/** @jsxImportSource ${framework} */
    import type {} from '@kameng/widget/${framework}';
    export const card = <kameng-buy product="prd_1" data-ref="DEMO01" mode="overlay" id="buy" {...{ 'onkameng:paid': (event: CustomEvent<{ order: string }>) => event.detail.order.length }}><a href="x">Buy</a></kameng-buy>;
    export const heard = <kameng-checkout checkout="chk_1#cks_1" mode="inline" onkameng:delivered={({ detail }) => detail.status.length} ref={(element) => { element?.focus(); }} />;
    export const shelf = <kameng-catalog category="games" columns={3} theme="dark" />;
    // @ts-expect-error there is no such mode
    export const wrong = <kameng-buy mode="popup"></kameng-buy>;
    // @ts-expect-error a card has no columns
    export const wronger = <kameng-product columns="3"></kameng-product>;`;
  writeFileSync(join(consumer, 'react.tsx'), component('react'));
  writeFileSync(join(consumer, 'preact.tsx'), component('preact'));
  writeFileSync(
    join(consumer, 'vue.ts'),
    `import type { GlobalComponents } from 'vue'; import type {} from '@kameng/widget/vue';
    type Props<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];
    export const shelf: Props<'kameng-catalog'> = { category: 'games', columns: 3, class: 'shelf' };
    export const checkout: Props<'kameng-checkout'> = { product: 'prd_1', mode: 'inline' };
    // @ts-expect-error there is no such mode
    export const wrong: Props<'kameng-buy'> = { product: 'prd_1', mode: 'popup' };`,
  );
  writeFileSync(
    join(consumer, 'page.ts'),
    `import { Kameng } from '@kameng/widget/embed';
    document.querySelector('kameng-checkout')?.show().then(({ status, order }) => [status.length, order?.length]);
    document.addEventListener('kameng:quote', (event) => event.detail.amount.amount_minor.toFixed());
    document.createElement('kameng-buy').addEventListener('kameng:paid', ({ detail }) => detail.order.length);
    Kameng?.configure({ pool: 'https://pool.example', ref: 'DEMO01' });
    // @ts-expect-error nobody is told the code
    document.addEventListener('kameng:delivered', (event) => event.detail.code);`,
  );
  const options = {
    strict: true,
    target: 'es2022',
    module: 'nodenext',
    jsx: 'react-jsx',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
    noEmit: true,
    exactOptionalPropertyTypes: true,
  };
  writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(consumer, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['page.ts', 'react.tsx', 'preact.tsx', 'vue.ts'] }),
  );
  const tsc = fileURLToPath(new URL('lib/tsc.js', import.meta.resolve('typescript/package.json')));
  try {
    execFileSync(process.execPath, [tsc, '-p', consumer], { encoding: 'utf8' });
  } catch (error) {
    assert.fail(String((error as { stdout: string }).stdout));
  }
});
