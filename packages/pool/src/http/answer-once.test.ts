import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { askDesk, openOrganisation, openSeat, refusalOf, type Seat } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';

let pool: TestPool;
let owner: Seat;
before(async () => {
  pool = await openTestPool();
  owner = await openSeat(pool, await openOrganisation(pool, 'shop'), 'owner');
});
after(() => pool.close());

const body = { name: 'Till', role: 'clerk' };
const makeKey = (key: string, sent: object = body, seat = owner) =>
  askDesk(pool, seat, 'createDeskKey', { body: sent, headers: { 'idempotency-key': key } });
const keysOf = async () =>
  (await pool.engine.db.pool.query('SELECT FROM api_key WHERE organisation_id = $1', [owner.organisationId])).rowCount;

test('the same change with the same key is made once and answered the same, secrets and status included', async () => {
  const first = await makeKey('once-0001');
  const answer = await first.text();
  assert.match(answer, /dk_/);
  const again = await makeKey('once-0001');
  assert.equal(again.status, first.status);
  assert.equal(await again.text(), answer);
  assert.equal(await keysOf(), 1);
  const kept = await pool.engine.db.pool.query<{ row: string }>('SELECT desk_call::text AS row FROM desk_call');
  assert.ok(
    kept.rows.every(({ row }) => !row.includes('dk_')),
    'no key lies in the table',
  );
});

test('another request with that key is refused, and another organisation’s is its own', async () => {
  assert.equal(await refusalOf(await makeKey('once-0001', { ...body, name: 'Door' })), 'idempotency_key_reused');
  const other = await openSeat(pool, await openOrganisation(pool, 'shop'), 'owner');
  assert.equal((await makeKey('once-0001', body, other)).ok, true);
});

test('of many at once one is made; what was refused can be sent again with its key', async () => {
  const before = await keysOf();
  const answers = await Promise.all(Array.from({ length: 8 }, () => makeKey('once-0002')));
  const codes = await Promise.all(answers.map(refusalOf));
  assert.ok(codes.includes(undefined));
  assert.ok(
    codes.every((code) => code === undefined || code === 'idempotency_in_progress'),
    String(codes),
  );
  assert.equal(await keysOf(), before! + 1);

  const remove = () =>
    askDesk(pool, owner, 'redeliverSiteEvent', { id: 'sit_x', headers: { 'idempotency-key': 'once-0003' } });
  assert.equal(await refusalOf(await remove()), await refusalOf(await remove()));
});

test('when the process that had the key is gone, the audit log tells whether the change was made', async () => {
  await makeKey('once-0004');
  await pool.engine.db.pool.query("UPDATE desk_call SET answer_secret = NULL WHERE key = 'once-0004'");
  assert.equal(await refusalOf(await makeKey('once-0004')), 'idempotency_in_progress');
  await pool.engine.db.pool.query(
    "UPDATE desk_call SET claimed_at = claimed_at - interval '61 seconds' WHERE key = 'once-0004'",
  );
  assert.equal(await refusalOf(await makeKey('once-0004')), 'answer_lost');

  await makeKey('once-0005');
  await pool.engine.db.pool.query(
    "UPDATE desk_call SET answer_secret = NULL, request_id = 'req_gone', claimed_at = claimed_at - interval '61 seconds' WHERE key = 'once-0005'",
  );
  const before = await keysOf();
  assert.equal((await makeKey('once-0005')).ok, true, 'nothing had been made');
  assert.equal(await keysOf(), before! + 1);
});
