import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getMigrations } from 'better-auth/db/migration';
import { openTestEngine } from '../../test/open-test-engine.ts';
import { authOptions } from './open-auth.ts';

test('the migrations have every table and column that the sign-in library writes', async () => {
  const engine = await openTestEngine();
  try {
    const { toBeCreated, toBeAdded } = await getMigrations(authOptions(engine));
    const missing = [...toBeCreated, ...toBeAdded].map(
      ({ table, fields }) => `${table}: ${Object.keys(fields).join()}`,
    );
    assert.deepEqual(missing, []);
  } finally {
    await engine.close();
  }
});
