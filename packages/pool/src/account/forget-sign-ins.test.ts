import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { ApiError } from '../api-error.ts';
import { countTries, restMs, triesMax } from './count-tries.ts';
import { forgetSignIns } from './forget-sign-ins.ts';

let engine: TestEngine;
before(async () => {
  engine = await openTestEngine();
});
after(() => engine.close());

const wrong = () => countTries(engine, 'somebody', () => Promise.resolve(undefined));
const isLocked = (error: unknown) => error instanceof ApiError && error.code === 'account_locked';

test('guesses at once are no more guesses than one after the other, and the rest ends by itself', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 40 }, wrong));
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, triesMax);
  await assert.rejects(wrong(), isLocked);
  await countTries(engine, 'somebody else', () => Promise.resolve('in'));
  engine.wait(restMs / 1000 - 5);
  await assert.rejects(wrong(), isLocked);
  engine.wait(10);
  assert.equal(await countTries(engine, 'somebody', () => Promise.resolve('in')), 'in');
  for (let left = triesMax; left > 0; left -= 1) await wrong();
  await assert.rejects(wrong(), isLocked);
});

test('what has ended is forgotten, and what has not is kept', async () => {
  const { pool } = engine.db;
  const personId = createId('person');
  await pool.query("INSERT INTO person (id, name, email, email_verified) VALUES ($1, 'x', 'x@example.com', true)", [
    personId,
  ]);
  for (const seconds of [-10, 3600]) {
    const ends = new Date(engine.now().getTime() + seconds * 1000);
    await pool.query(
      'INSERT INTO person_session (id, person_id, token, expires_at, updated_at) VALUES ($1, $2, $4, $3, $3)',
      [createId('session'), personId, ends, createId('session')],
    );
    await pool.query("INSERT INTO person_proof (id, identifier, value, expires_at) VALUES ($1, 'x', 'x', $2)", [
      createId('proof'),
      ends,
    ]);
  }
  assert.equal(await forgetSignIns(engine), 2);
  assert.equal(await forgetSignIns(engine), 0);
  engine.wait(2 * 86_400);
  assert.ok((await forgetSignIns(engine)) >= 3);
});
