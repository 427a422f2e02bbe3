/**
 * The house rules that no linter knows. Each test lists every offence with its file and line, so that one run is enough to put
 * things right. Import rules live twice on purpose: oxlint tells the editor, this file also sees relative paths and new packages.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { test } from 'node:test';
import { Visitor, parseSync } from 'oxc-parser';
import type { Program } from 'oxc-parser';

const root = import.meta.dirname;
const MAX_FILE_LINES = 250;
const MAX_FUNCTION_LINES = 70;

/** What the root may hold; the root shows the product, so an addition is a decision. */
const ROOT_ENTRIES = new Set(
  (
    'package.json pnpm-workspace.yaml pnpm-lock.yaml tsconfig.json README.md LICENSE CONTRIBUTING.md ' +
    '.ci .changeset .gitignore .gitattributes .oxlintrc.json .oxfmtrc.json tidy.test.ts packages playground docs'
  ).split(' '),
);

/** Made by tools and, kept releases aside, never committed; `.git` is a file in a linked work tree. */
const NOT_OURS = new Set('.git node_modules dist releases .kameng .artefacts coverage'.split(' '));

/** Lists, not code: as long as the wire is wide, and worth more in one piece. */
const TABLES = new Set(['packages/contract/src/error.ts', 'packages/contract/src/routes.ts']);

/** Who may import whom. `types` packages may only be imported with `import type`, since zod never ships to a browser. */
const MAY_IMPORT: Record<string, { values: string[]; types?: string[]; tests?: string[] }> = {
  'packages/contract': { values: [] },
  'packages/client': { values: [], types: ['contract'], tests: ['contract', 'mock'] },
  'packages/widget': { values: ['client'], types: ['contract'], tests: ['contract', 'mock'] },
  'packages/checkout': { values: ['client'], types: ['contract'], tests: ['contract', 'mock'] },
  'packages/console': { values: ['client', 'checkout'], types: ['contract'], tests: ['contract', 'mock'] },
  'packages/mock': { values: ['contract'], tests: ['client'] },
  'packages/provenance': { values: [] },
  'packages/pool': { values: ['contract', 'provenance'], tests: ['client', 'mock'] },
  'packages/shopify': { values: [] },
  'packages/wordpress': { values: [] },
  playground: { values: ['widget', 'checkout', 'contract', 'client', 'mock'], tests: ['console'] },
  docs: { values: ['contract', 'checkout'], tests: ['client', 'mock'] },
};

/** Tables of the pool that one noun alone may write: money, codes, keys, and the gateway that plays another company. */
const WRITERS: Record<string, RegExp> = {
  ledger: /^(account|transfer)$/,
  stock: /^(code|code_batch|shelf)$/,
  keys: /^sealed_secret$/,
  sandbox: /^sandbox_/,
};

const all = walk(root);
const code = all.filter((path) => /\.(tsx?|mjs|js)$/.test(path) && !path.endsWith('.d.ts'));
const isTest = (path: string) =>
  /(\.test\.tsx?$|(^|\/)(test|journeys|conformance)\/|(^|\/)test-[a-z-]+\.ts$)/.test(path);
const isSeed = (path: string) => /(^|\/)(seed|demo)([/.-]|$)/.test(path);
const isToolConfig = (path: string) => /\.config\.(ts|mjs|js)$/.test(path);
const programs = new Map(code.map((path) => [path, parse(path)]));

test('the root holds what architecture lists and nothing else', () => {
  const strangers = readdirSync(root).filter((name) => !NOT_OURS.has(name) && !ROOT_ENTRIES.has(name));
  report(strangers.map((name) => `${name}: not a root entry`));
});

test(`files are at most ${MAX_FILE_LINES} lines`, () => {
  const long = all
    .filter((path) => /\.(tsx?|mjs|js|css|php)$/.test(path) && !isTest(path) && !isSeed(path) && !TABLES.has(path))
    .map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_FILE_LINES);
  report(long.map(({ path, lines }) => `${path}: ${lines} lines`));
});

test(`functions are at most ${MAX_FUNCTION_LINES} lines`, () => {
  const offences: string[] = [];
  for (const [path, program] of programs) {
    if (isTest(path) || isSeed(path)) continue;
    const lineOf = lineFinder(read(path));
    const measure = (node: { start: number; end: number; id?: { name: string } | null }) => {
      const lines = lineOf(node.end) - lineOf(node.start) + 1;
      if (lines > MAX_FUNCTION_LINES)
        offences.push(`${path}:${lineOf(node.start)}: ${node.id?.name ?? 'function'} has ${lines} lines`);
    };
    new Visitor({ FunctionDeclaration: measure, FunctionExpression: measure, ArrowFunctionExpression: measure }).visit(
      program,
    );
  }
  report(offences);
});

test('no drawer names, no barrels, kebab-case files', () => {
  const drawer = /(^|\/)(utils?|helpers?|common|misc|shared|services?|managers?|lib)(\/|\.[a-z]+$|\.test\.[a-z]+$)/i;
  const offences = all.flatMap((path) => {
    if (drawer.test(path)) return [`${path}: say what it does, not that it is useful`];
    if (/(^|\/)index\.(tsx?|m?js)$/.test(path)) return [`${path}: an index file hides what a caller needs`];
    const name = path.split('/').at(-1) ?? '';
    return /\.(tsx?|mjs|css)$/.test(name) && !/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(name)
      ? [`${path}: kebab-case, please`]
      : [];
  });
  report(offences);
});

test('nothing is left for later, skipped or singled out', () => {
  // Spelled with brackets so that this file passes its own rule.
  const words = /\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b/;
  const calls = /\b(test|it|describe|suite)\.(skip|only|todo)\b|\b(only|todo):\s*true\b|\bx(it|describe)\(/;
  report(
    grep(code, words).concat(
      grep(
        code.filter((path) => isTest(path) && path !== 'tidy.test.ts'),
        calls,
      ),
    ),
  );
});

test('files say what they are, not how they came to be', () => {
  const text = all.filter(
    (path) => !/\.(png|ico|woff2|csv|xlsx)$/.test(path) && path !== 'tidy.test.ts' && path !== '.gitignore',
  );
  const machine = /(^|[\s"'`(=])\/(work|tmp|root|home\/\w+|Users\/\w+)\/[\w.-]/;
  const ticket = /(^|\s)(\/\/|\/?\*|#).*\b(issue|ticket|task|pr)\s*#?\d+\b/i;
  const story = /\b(as requested|per the brief|in this session|co-authored-by|generated with|written by an? )\b/i;
  const registry = /\b(tarball:|registry=)\s*https?:/;
  report([machine, ticket, story, registry].flatMap((pattern) => grep(text, pattern)));
});

test('packages import only what architecture allows', () => {
  const offences: string[] = [];
  for (const [path, program] of programs) {
    const home = Object.keys(MAY_IMPORT).find((name) => path.startsWith(`${name}/`));
    if (!home) continue;
    const rule = MAY_IMPORT[home] ?? { values: [] };
    for (const { source, typeOnly, line } of importsOf(path, program)) {
      const at = `${path}:${line}: ${source}`;
      if (source.startsWith('.')) {
        const target = relative(root, resolve(root, dirname(path), source))
          .split(sep)
          .join('/');
        if (!target.startsWith(`${home}/`)) offences.push(`${at} leaves its package`);
        if (!isToolConfig(path) && !/\.\w+(\?.*)?$/.test(source)) offences.push(`${at} has no extension`);
      }
      const other = /^@kameng\/([a-z]+)/.exec(source)?.[1];
      if (!other || `packages/${other}` === home) continue;
      const allowed = rule.values.includes(other) || (typeOnly && rule.types?.includes(other));
      const asTest = isTest(path) || isToolConfig(path);
      if (!allowed && !(asTest && rule.tests?.includes(other)))
        offences.push(`${at} is not for ${home}${rule.types?.includes(other) ? ' (types only)' : ''}`);
    }
  }
  report(offences);
});

test('only the owner of a table writes it', () => {
  const offences: string[] = [];
  for (const path of code) {
    const noun = /^packages\/pool\/src\/([a-z]+)\//.exec(path)?.[1];
    if (!path.startsWith('packages/pool/src/') || isTest(path) || isSeed(path)) continue;
    const writes = /(?:INSERT INTO|UPDATE|DELETE FROM)\s+([a-z_]+)|insertRows\(\s*[\w.]+,\s*'([a-z_]+)'/g;
    const text = read(path);
    for (const match of text.matchAll(writes)) {
      const table = match[1] ?? match[2] ?? '';
      const owner = Object.keys(WRITERS).find((each) => WRITERS[each]?.test(table));
      if (owner && owner !== noun)
        offences.push(`${path}:${lineFinder(text)(match.index)}: ${table} belongs to ${owner}`);
    }
  }
  report(offences);
});

test('every package says in its manifest whom it imports', () => {
  const offences: string[] = [];
  for (const [path, program] of programs) {
    const home = Object.keys(MAY_IMPORT).find((name) => path.startsWith(`${name}/`));
    if (!home || !existsSync(join(root, home, 'package.json'))) continue;
    const manifest = JSON.parse(read(`${home}/package.json`)) as Record<
      string,
      Record<string, string> | string | undefined
    >;
    const known = {
      ...(manifest.dependencies as object),
      ...(manifest.devDependencies as object),
      ...(manifest.peerDependencies as object),
    };
    for (const { source, line } of importsOf(path, program)) {
      const name = /^(@[\w.-]+\/[\w.-]+|[a-z][\w.-]*)/.exec(source)?.[0];
      if (!name || source.includes(':') || source.startsWith('/') || name === manifest.name) continue;
      if (!Object.hasOwn(known, name) && !Object.hasOwn(known, `@types/${name}`))
        offences.push(`${path}:${line}: ${name} is not in ${home}/package.json`);
    }
  }
  report(offences);
});

test('migrations are numbered without a gap and never edited', () => {
  const folder = 'packages/pool/migrations';
  if (!existsSync(join(root, folder))) return;
  const files = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  const offences = files.flatMap((name, at) =>
    name.startsWith(`${String(at + 1).padStart(4, '0')}_`)
      ? []
      : [`${folder}/${name}: number ${at + 1} was expected here`],
  );
  // SEALED holds the digest of every migration that has left the house. It is data, so it works in a clone without history.
  const sealed = existsSync(join(root, folder, 'SEALED'))
    ? read(`${folder}/SEALED`).trim().split('\n').filter(Boolean)
    : [];
  for (const line of sealed) {
    const [digest = '', name = ''] = line.split(/\s+/);
    const now = files.includes(name)
      ? createHash('sha256')
          .update(read(`${folder}/${name}`))
          .digest('hex')
      : 'missing';
    if (now !== digest)
      offences.push(
        `${folder}/${name}: sealed, but ${now === 'missing' ? 'missing' : 'edited'}; write a new migration`,
      );
  }
  report(offences.concat(unsealedLines(folder)));
});

function unsealedLines(folder: string): string[] {
  // Where history is at hand, a line once in SEALED stays there. A shallow clone or an archive has no history to ask.
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    if (git('rev-parse', '--is-shallow-repository').trim() === 'true') return [];
    const gone = git('log', '--format=', '-p', '--unified=0', '--', `${folder}/SEALED`)
      .split('\n')
      .filter((line) => /^-[0-9a-f]{64}/.test(line));
    return gone.map((line) => `${folder}/SEALED: a line was removed or changed: ${line.slice(1)}`);
  } catch {
    return [];
  }
}

function report(offences: string[]) {
  assert.equal(offences.length, 0, `\n  ${offences.join('\n  ')}\n`);
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name) || entry.isSymbolicLink()) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [relative(root, path).split(sep).join('/')];
  });
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function parse(path: string): Program {
  const { program, errors } = parseSync(path, read(path), { sourceType: 'module' });
  assert.equal(errors.length, 0, `${path}: ${errors[0]?.message}`);
  return program;
}

function grep(paths: string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim().slice(0, 100)}`] : [])),
  );
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const next = starts.findIndex((start) => start > offset);
    return next === -1 ? starts.length : next;
  };
}

function importsOf(path: string, program: Program): { source: string; typeOnly: boolean; line: number }[] {
  const lineOf = lineFinder(read(path));
  const found: { source: string; typeOnly: boolean; line: number }[] = [];
  const add = (value: unknown, typeOnly: boolean, start: number) => {
    if (typeof value === 'string') found.push({ source: value, typeOnly, line: lineOf(start) });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node.importKind === 'type', node.start),
    ExportNamedDeclaration: (node) => add(node.source?.value, node.exportKind === 'type', node.start),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind === 'type', node.start),
    ImportExpression: (node) => add('value' in node.source ? node.source.value : undefined, false, node.start),
    TSImportType: (node) => add(node.source.value, true, node.start),
  }).visit(program);
  return found;
}
