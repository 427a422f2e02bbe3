import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { deskRoutes } from '@kameng/contract/desk-routes';
import { createOpenApi } from '@kameng/contract/openapi';
import { routes } from '@kameng/contract/routes';

const root = join(import.meta.dirname, '..');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\.d\.ts$/.test(name))
  .map((name) => ({ name: relative(root, join(root, name)), text: readFileSync(join(root, name), 'utf8') }));

/** Calls that no page has need of, and why. */
const unused: Record<string, string> = {
  getOrganisation: 'getMe answers every organisation one belongs to, with its role',
  getSubmission: 'the list has whole submissions, and a row opens with what it has',
};

/** Where requests are sent from; everything else goes through these. */
const senders: Record<string, string> = {
  'call/send.ts': 'the one place that fetches',
  'call/call.ts': 'sends what the table says for a name',
  'call/auth.ts': 'signing in: its paths are those of the sign-in, which is no part of the desks',
};

test('every request of the console is a call by its name in the contract, or a documented route of the public surface', () => {
  const offences: string[] = [];
  for (const { name, text } of files) {
    if (/\b(fetch|XMLHttpRequest|sendBeacon|EventSource|WebSocket)\s*\(/.test(text) && name !== 'call/send.ts')
      offences.push(`${name}: talks to a server past call/send.ts`);
    if (name in senders) continue;
    const sends = text.includes('call/send.ts') ? text : '';
    for (const [said, method, path] of sends.matchAll(/\bsend(?:<[^(]*>)?\(\s*(?:'(\w+)',\s*['`]([^'`]*)['`])?/g)) {
      const asked = path?.replaceAll(/\$\{[^}]*\}/g, '{id}');
      if (!Object.values(routes).some((route) => route.method === method && route.path === asked))
        offences.push(`${name}: ${said} is no route of the contract`);
    }
    for (const [said] of text.matchAll(/['`]\/v1\/auth[^'`]*['`]/g))
      offences.push(`${name}: ${said} is call/auth.ts’s`);
  }
  const signIn = files.find(({ name }) => name === 'call/auth.ts')!.text;
  for (const [said] of signIn.matchAll(/['`]\/v1\/[^'`]*['`]/g))
    if (!/^['`]\/v1\/auth[/$]/.test(said)) offences.push(`call/auth.ts: ${said} is no sign-in`);
  assert.deepEqual(offences, []);
});

test('every call of the desks is made by a page, and is documented', () => {
  const said = new Set(files.flatMap(({ text }) => [...text.matchAll(/'([a-z][A-Za-z]+)'/g)].map(([, word]) => word!)));
  const names = Object.keys(deskRoutes);
  assert.deepEqual(
    names.filter((name) => !said.has(name)),
    Object.keys(unused),
    'a call without a page has its reason here, and one with a page has none',
  );
  // By name: a word that is none of the table's does not compile, and here is no other way in.
  const named = files.flatMap(({ text }) => [...text.matchAll(/\bcall\(\s*'(\w+)'/g)].map(([, name]) => name!));
  assert.ok(named.length > 80);
  assert.deepEqual(
    named.filter((name) => !names.includes(name)),
    [],
  );
  const operations = new Map(
    Object.entries(createOpenApi('https://pool.example').paths ?? {}).flatMap(([path, item]) =>
      Object.entries(item as Record<string, { operationId?: string; summary?: string; responses?: object }>).map(
        ([method, operation]) =>
          [operation.operationId, { at: `${method.toUpperCase()} ${path}`, ...operation }] as const,
      ),
    ),
  );
  for (const [name, { method, path, answers }] of Object.entries(deskRoutes)) {
    const operation = operations.get(name);
    assert.equal(operation?.at, `${method} ${path}`, name);
    assert.ok((operation.summary ?? '').length > 5, name);
    for (const status of Object.keys(answers)) assert.ok(status in (operation.responses ?? {}), `${name} ${status}`);
  }
});
