import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { openTestEngine, type TestEngine } from '../test/open-test-engine.ts';
import { hashKey } from './site/hash-key.ts';

const run = promisify(execFile);
let engine: TestEngine;
before(async () => {
  engine = await openTestEngine();
});
after(() => engine.close());

/** Runs the command as somebody on the pool's machine would. */
function openOperator(...argv: string[]): Promise<{ stdout: string }> {
  const env = {
    ...process.env,
    DATABASE_URL: engine.db.pool.options.connectionString,
    KAMENG_URL: 'http://pool.example',
  };
  return run(process.execPath, [join(import.meta.dirname, 'open-operator.ts'), ...argv], { env, timeout: 60_000 });
}

const invitations = async () =>
  (
    await engine.db.pool.query<{
      email: string;
      role: string;
      token_hash: Buffer;
      kind: string;
      organisation_id: string;
    }>(
      'SELECT i.email, i.role, i.token_hash, g.kind, g.id AS organisation_id FROM invitation i JOIN organisation g ON g.id = i.organisation_id',
    )
  ).rows;

test('whoever runs the machine invites the first owner, and again when the mail was lost', async () => {
  const first = await openOperator(' You@Company.Example ');
  const token = /^http:\/\/pool\.example\/console\/sign-in#invitation=([\w-]{32})$/m.exec(first.stdout)?.[1];
  assert.ok(token, first.stdout);
  const [made, ...others] = await invitations();
  assert.deepEqual([made!.email, made!.role, made!.kind, others], ['you@company.example', 'owner', 'operator', []]);
  assert.deepEqual(made!.token_hash, hashKey(token), 'only the fingerprint is kept');

  const second = await openOperator('you@company.example');
  assert.ok(!second.stdout.includes(token));
  const again = await invitations();
  assert.equal(again.length, 1, 'the first link is worth nothing any more');
  assert.notDeepEqual(again[0]!.token_hash, hashKey(token));
  await openOperator('second@company.example');
  const organisations = new Set((await invitations()).map(({ organisation_id }) => organisation_id));
  assert.deepEqual(organisations, new Set([made!.organisation_id]), 'there is one operator');
});

test('without an address it says what it needs, and does nothing', async () => {
  const before = await invitations();
  await assert.rejects(openOperator('nobody'), /Name the e-mail address of the owner/);
  assert.deepEqual(await invitations(), before);
});
