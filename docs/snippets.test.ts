/**
 * Every snippet of the documentation is executed. How, is said by the words after ```:
 *   ts run          type-checked, then run by Node against a mock pool, or the pool of KAMENG_TEST_POOL_URL;
 *                   http://localhost:4000 stands for its address
 *   ts types        type-checked only: it needs a page or a buyer
 *   tsx react       type-checked with that framework's JSX; or tsx preact
 *   html            elements and attributes looked up in the widget's manifest; module scripts parsed
 *   css             custom properties looked up in the tokens, parts and elements in the manifest
 *   sh              each line is a package script that exists, with variables the pool reads
 *   ini             each name is a variable the pool reads
 *   json schema=id  parsed by the contract's schema of that id
 *   http            method and path are a route; the body is parsed by its schema
 *   text            shown, not executed: addresses, output, drawings, other programs
 * host=name on any of them: a journey puts it on such a page and buys (playground/journeys/hosts.test.ts)
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { priceLine } from '@kameng/contract/checkout';
import { problem } from '@kameng/contract/error';
import { money } from '@kameng/contract/money';
import { routes, type Route } from '@kameng/contract/routes';
import { supplyAnswer, supplyRequest } from '@kameng/contract/supply';
import { event } from '@kameng/contract/webhook';
import { serveMock } from '@kameng/mock/node';
import { readVariables } from './site/render-variables.ts';
import { checkCss, checkDigest, checkHtml } from './test/check-markup.ts';
import { readSnippets, type Snippet } from './test/read-snippets.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
/** Below docs, so that imports resolve as they do for this package; the name with a dot keeps it out of the type check. */
const folder = join(import.meta.dirname, `.artefacts/snippets-${process.pid}`);
const schemas = {
  supply_request: supplyRequest,
  supply_answer: supplyAnswer,
  event,
  problem,
  money,
  price_line: priceLine,
} as const;
const snippets = readSnippets();
const of = (language: string) => snippets.filter((snippet) => snippet.language === language);
const hostMark = /^host=[a-z-]+$/;

test('every snippet says how it is executed', () => {
  const known: Record<string, RegExp> = {
    ts: /^(run|types)$/,
    tsx: /^(react|preact)$/,
    html: /^$/,
    css: /^$/,
    sh: /^$/,
    ini: /^$/,
    json: /^schema=\w+$/,
    http: /^$/,
    text: /^$/,
  };
  const unknown = snippets.filter(
    ({ language, marks }) => !known[language]?.test(marks.filter((mark) => !hostMark.test(mark)).join(' ')),
  );
  assert.deepEqual(
    unknown.map(({ at, language, marks }) => `${at}: ${language} ${marks.join(' ')}`),
    [],
  );
});

test('a snippet that a journey buys from is the same in each language, and bought from', () => {
  const journeys = readFileSync(join(root, 'playground/journeys/hosts.test.ts'), 'utf8');
  const named = new Map<string, Snippet>();
  for (const snippet of snippets) {
    const name = snippet.marks.find((mark) => hostMark.test(mark))?.replace('host=', '');
    if (name === undefined) continue;
    assert.equal(snippet.code, (named.get(name) ?? snippet).code, snippet.at);
    named.set(name, snippet);
    assert.match(journeys, new RegExp(`recipe\\('${name}'[,)]`), `${snippet.at}: no journey buys from ${name}`);
  }
  assert.ok(named.size > 10);
});

describe('ts', () => {
  const fileOf = ({ at, language }: Snippet) => join(folder, `${at.replaceAll(/[^\w]+/g, '-')}.${language}`);
  let mock: Awaited<ReturnType<typeof serveMock>> | undefined;
  let pool = process.env.KAMENG_TEST_POOL_URL;

  before(async () => {
    if (pool === undefined) {
      mock = await serveMock();
      pool = mock.url;
    }
    mkdirSync(folder, { recursive: true });
    for (const snippet of of('ts'))
      writeFileSync(fileOf(snippet), `${snippet.code.replaceAll('http://localhost:4000', pool)}\nexport {};\n`);
    for (const snippet of of('tsx'))
      writeFileSync(fileOf(snippet), `/** @jsxImportSource ${snippet.marks[0]} */\n${snippet.code}\n`);
  });

  after(async () => {
    await mock?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  // As installed, JSX finds the widget's types beside the framework, not beside their source.
  for (const [language, compilerOptions] of [
    ['ts', {}],
    ['tsx', { preserveSymlinks: true }],
  ] as const) {
    test(`all ${language} snippets type check as in a strict project`, async () => {
      const config = join(folder, `tsconfig.${language}.json`);
      const base = { extends: join(root, 'tsconfig.json'), include: [`*.${language}`], exclude: [] };
      writeFileSync(config, JSON.stringify({ ...base, compilerOptions }));
      const tsc = join(root, 'node_modules/typescript/lib/tsc.js');
      const { stdout } = await run(process.execPath, [tsc, '-p', config]).catch((error: { stdout: string }) => error);
      assert.equal(stdout, '');
    });
  }

  for (const snippet of of('ts').filter(({ marks }) => marks.includes('run'))) {
    test(`${snippet.at} runs`, async () => {
      const { stdout } = await run(process.execPath, [fileOf(snippet)], { timeout: 60_000 });
      if (snippet.code.includes('console.log') && !snippet.code.includes('createServer')) assert.notEqual(stdout, '');
    });
  }
});

for (const snippet of of('html')) test(`${snippet.at} html`, () => checkHtml(snippet.code));

test('no script tag in any snippet or text has a digest without crossorigin', () => {
  assert.throws(() => checkHtml('<script async src="https://pool.example/x.js" integrity="sha384-x"></script>'));
  assert.throws(() =>
    checkDigest('A `<script integrity="sha384-x"\n  src="x.js" data-crossorigin="anonymous">` in a sentence'),
  );
  const pages = [...new Set(snippets.map(({ at }) => at.replace(/:\d+$/, '')))].map((path) =>
    readFileSync(join(root, path), 'utf8'),
  );
  // The page of releases writes such a tag too.
  const releases = readFileSync(join(root, 'packages/pool/src/pages/serve-releases.ts'), 'utf8');
  const written = [...pages, releases].filter((text) => /<script[^>]*\sintegrity=/.test(text));
  assert.ok(written.length >= 3);
  for (const text of [...pages, releases]) checkDigest(text);
});

for (const snippet of of('css')) test(`${snippet.at} css`, () => checkCss(snippet.code));

test('sh snippets are scripts of this repository', async () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const variables = new Set((await readVariables()).map(({ name }) => name));
  for (const { at, code } of of('sh')) {
    for (const line of code.split('\n').filter((text) => text && !text.startsWith('#'))) {
      const match = /^(?<env>(?:[A-Z_]+=\S+ )*)(?:npx -y pnpm@12|pnpm) (?<script>[\w:]+)(?<rest>.*)$/.exec(line);
      assert.ok(match?.groups, `${at}: ${line}`);
      const { script = '', env = '' } = match.groups;
      assert.ok(script === 'install' || Object.hasOwn(scripts, script), `${at}: there is no script ${script}`);
      for (const [, name = ''] of env.matchAll(/([A-Z_]+)=/g))
        assert.ok(variables.has(name), `${at}: the pool does not read ${name}`);
    }
  }
});

test('ini snippets name variables the pool reads', async () => {
  const variables = new Set((await readVariables()).map(({ name }) => name));
  for (const { at, code } of of('ini')) {
    for (const [, name = ''] of code.matchAll(/^([A-Z_]+)=/gm))
      assert.ok(variables.has(name), `${at}: the pool does not read ${name}`);
  }
});

for (const { at, marks, code } of of('json')) {
  test(`${at} is what the contract says`, () => {
    const id = marks[0]?.replace('schema=', '') as keyof typeof schemas;
    assert.ok(Object.hasOwn(schemas, id), `no schema ${id} is known here`);
    schemas[id].strict().parse(JSON.parse(code));
  });
}

for (const { at, code } of of('http')) {
  test(`${at} is a call of the contract`, () => {
    const [head = '', body] = code.split('\n\n');
    const [, method, path = ''] = /^([A-Z]+) (\S+)$/.exec(head.split('\n')[0] ?? '') ?? [];
    const route = (Object.values(routes) as Route[]).find(
      (each) =>
        each.method === method &&
        new RegExp(`^${each.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? ''),
    );
    assert.ok(route, `${method} ${path} is not a route`);
    if (body) assert.ok(route.body?.parse(JSON.parse(body)));
  });
}
