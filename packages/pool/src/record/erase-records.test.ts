import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { buyAtCheckout, confirmAs, openCheckout } from '../../test/buy-at-checkout.ts';
import type { EraseOrders } from '../../test/erase-worker.ts';
import { insertGoods, type Goods } from '../../test/insert-goods.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import { waitFor } from '../../test/wait-for.ts';
import { ApiError } from '../api-error.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { endTurns } from '../dispute/end-turns.ts';
import { listDisputes } from '../dispute/list-disputes.ts';
import { openDispute } from '../dispute/open-dispute.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { sendMails } from '../mail/send-mails.ts';
import { lookupOrder } from '../order/lookup-order.ts';
import { addressFingerprint, openContact, sealContact } from '../order/order-contact.ts';
import { revealOrder } from '../order/reveal-order.ts';
import { refundPayments } from '../payment/refund-payments.ts';
import { search } from '../search/search.ts';
import { eraseRecords, finishErasures } from './erase-records.ts';
import { keyOldOrders } from './give-order-key.ts';
import { openRecordRequest } from './open-record-request.ts';
import { makeOrderKey } from './order-key.ts';

const gateway = createPretendChannel();
const secret = randomBytes(32).toString('hex');
let database: TestDatabase;
let engine: TestEngine;
let seat: MemberContext;
let goods: Goods;
before(async () => {
  database = await createTestDatabase();
  engine = await openTestEngine({ channels: [gateway.channel], shared: { url: database.url, secret } });
  seat = await openOperatorSeat(engine);
  goods = await insertGoods(engine, { codes: 40 });
});
after(async () => {
  await engine.close();
  await database.drop();
});

const query = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await engine.db.pool.query<Row>(text, values)).rows;
const buy = (email: string) => buyAtCheckout(engine, gateway, { productId: goods.productId, email });
const ask = (contact: string) =>
  openRecordRequest(seat, {
    params: undefined,
    query: undefined,
    body: { kind: 'erasure', contact, reason: 'Asked by mail.' },
  });
const erase = (id: string, who = seat) => eraseRecords(who, { params: { id }, query: undefined, body: undefined });
const asBuyer = (orderId: string) => engine.as({ kind: 'buyer', orderId });
const refused = (code: string) => (error: unknown) => error instanceof ApiError && error.code === code;

/** Everything the database holds of money, goods and states. */
const books = () =>
  query(`SELECT (SELECT jsonb_agg(t ORDER BY id) FROM transfer t) AS transfers, (SELECT jsonb_agg(p ORDER BY id) FROM payment p) AS payments,
    (SELECT jsonb_agg(i ORDER BY id) FROM order_item i) AS items, (SELECT jsonb_agg(e ORDER BY order_id, sequence) FROM order_event e) AS states,
    (SELECT jsonb_agg(c ORDER BY order_id) FROM consent c) AS consents, (SELECT jsonb_agg(s ORDER BY order_id, owner_id, kind) FROM share s) AS shares,
    (SELECT jsonb_agg(jsonb_build_array(id, status, amount_minor, site_id, agent_id, paid_at, delivered_at) ORDER BY id) FROM orders) AS orders`);

test('what is personal is gone, in the database and in every copy of it; money, states and consents are as they were', async () => {
  const email = 'gone@buyer.example';
  const orderId = await buy(email);
  const others = await buy('stays@buyer.example');
  await revealOrder(engine.as({ kind: 'buyer', orderId }, { addressFingerprint: randomBytes(32) }), {
    params: { id: orderId },
    query: {},
    body: {},
  });
  const [copy] = await query<{ contact_secret: Buffer }>('SELECT contact_secret FROM orders WHERE id = $1', [orderId]);
  const [key] = await query<{ sealed: Buffer }>('SELECT sealed FROM order_key WHERE order_id = $1', [orderId]);
  assert.deepEqual(openContact(engine.keys, orderId, copy!.contact_secret, key!.sealed), { email });
  const before = await books();

  const { id } = await ask(' Gone@Buyer.example ');
  const done = await erase(id);
  assert.deepEqual([done.status, done.orders, done.contact_hint, done.done_by?.name], ['done', 1, null, 'Lin Yue']);
  assert.deepEqual(await books(), before);
  assert.ok(isFaultless(await proveLedger(engine.db.pool)));

  const left = await query<Record<string, unknown>>(
    `SELECT contact_secret, contact_fingerprint, address_fingerprint, query_password_hash, erased_at IS NOT NULL AS erased,
       (SELECT count(*)::int FROM order_key WHERE order_id = o.id) AS keys, (SELECT count(address_fingerprint)::int FROM reveal_event WHERE order_id = o.id) AS addresses
     FROM orders o WHERE id = $1`,
    [orderId],
  );
  assert.deepEqual(left, [
    {
      contact_secret: null,
      contact_fingerprint: null,
      address_fingerprint: null,
      query_password_hash: null,
      erased: true,
      keys: 0,
      addresses: 0,
    },
  ]);
  // A dump from before, with all the keys that the pool has: no key opens what it holds.
  for (const [name, held] of Object.entries(engine.keys))
    if (Buffer.isBuffer(held))
      assert.throws(() => openContact({ ...engine.keys, contact: held }, orderId, copy!.contact_secret, null), name);
  const { data } = await search(seat, { params: undefined, query: undefined, body: { q: email } });
  assert.deepEqual(data, [], 'nobody finds it by the address');
  const mails = await query<{ outcome: string | null }>('SELECT outcome FROM mail WHERE order_id = $1', [orderId]);
  assert.deepEqual(mails, [{ outcome: 'no_address' }], 'a mail that waited is not sent');

  await lookupOrder(engine.as({ kind: 'anonymous' }), {
    params: undefined,
    query: undefined,
    body: { order_id: others, contact: 'stays@buyer.example' },
  });
  await lookupOrder(engine.as({ kind: 'anonymous' }), {
    params: undefined,
    query: undefined,
    body: { order_id: orderId, contact: email },
  });
  await waitFor(async () => {
    const rows = await query("SELECT FROM mail WHERE template = 'order_link'");
    return rows.length > 0;
  });
  assert.deepEqual(await query("SELECT order_id FROM mail WHERE template = 'order_link'"), [{ order_id: others }]);
  await sendMails(engine);

  assert.deepEqual(await erase(id), done, 'once more does nothing');
  const audit = await query('SELECT action, actor_name FROM audit_entry WHERE object_id = $1 ORDER BY id', [id]);
  assert.deepEqual(audit, [
    { action: 'record_request.opened', actor_name: 'Lin Yue' },
    { action: 'person.erased', actor_name: 'Lin Yue' },
  ]);
  await assert.rejects(query("UPDATE consent SET text_version = 'x'"), { code: 'KM002' });
});

test('while something is open about an order nothing is erased, and it is said until when', async () => {
  const email = 'open@buyer.example';
  const paid = await buy(email);
  const held = await confirmAs(engine, await openCheckout(engine, goods), email);
  const { id } = await ask(email);
  const blocked = await erase(id).catch((error: ApiError) => error);
  assert.ok(blocked instanceof ApiError);
  const [row] = await query<{ expires_at: Date }>('SELECT expires_at FROM orders WHERE id = $1', [held]);
  assert.deepEqual([blocked.code, blocked.details.until], ['erasure_blocked', row!.expires_at]);
  assert.match(blocked.message, new RegExp(`${held} is held`));
  await query("UPDATE orders SET status = 'expired' WHERE id = $1", [held]);

  await revealOrder(asBuyer(paid), { params: { id: paid }, query: {}, body: {} });
  const opened = await openDispute(asBuyer(paid), {
    params: { id: paid },
    query: {},
    body: { claim: 'invalid', text: 'My name is Open Buyer, and it does not work.' },
  });
  const disputed = await erase(id).catch((error: ApiError) => error);
  assert.ok(disputed instanceof ApiError && disputed.code === 'erasure_blocked');
  assert.equal(disputed.details.until?.toISOString(), opened.body.deadline);
  assert.equal(
    (await query('SELECT FROM orders WHERE erased_at IS NOT NULL AND id = ANY($1)', [[paid, held]])).length,
    0,
  );

  engine.wait(48 * 3600 + 1);
  await endTurns(engine);
  await assert.rejects(erase(id), refused('erasure_blocked'), 'the refund is on its way');
  await refundPayments(engine);
  assert.deepEqual([(await erase(id)).status, (await erase(id)).orders], ['done', 2]);
  const { data } = await listDisputes(asBuyer(paid), { params: { id: paid }, query: {}, body: undefined });
  assert.deepEqual(data[0]!.steps.map(({ note }) => note).filter(Boolean), [], 'what was said went with the key');
  assert.ok(isFaultless(await proveLedger(engine.db.pool)));
});

test('what is bought after somebody asked is not part of it, and the same is asked for once at a time', async () => {
  const email = 'again@buyer.example';
  await buy(email);
  const { id } = await ask(email);
  await assert.rejects(ask(email), refused('wrong_state'));
  engine.wait(1);
  const later = await buy(email);
  assert.deepEqual(
    [(await erase(id)).orders, (await query('SELECT erased_at FROM orders WHERE id = $1', [later]))[0]],
    [1, { erased_at: null }],
  );
});

test('two processes at once, one of them killed in the middle: every order is erased once', async () => {
  const email = 'many@buyer.example';
  const ids = Array.from({ length: 450 }, () => createId('order', engine.now().getTime() - 1000));
  for (const id of ids) {
    const { key, sealed } = makeOrderKey(engine.keys, id);
    await query('INSERT INTO order_key VALUES ($1, $2)', [id, sealed]);
    await query(
      `INSERT INTO orders (id, status, channel, currency, amount_minor, commission_bps, contact_secret, contact_fingerprint, created_at)
       VALUES ($1, 'expired', 'pretend', 'CNY', 7600, 0, $2, $3, $4)`,
      [id, sealContact(key, id, { email }), addressFingerprint(engine.keys, email), engine.now()],
    );
  }
  const request = await ask(email);
  const holder = await engine.db.pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM orders WHERE id = $1 FOR UPDATE', [ids.toSorted().at(-1)]);
  const workers = [1, 2].map(() => fork(join(import.meta.dirname, '../../test/erase-worker.ts')));
  const ends = workers.map((worker) => once(worker, 'exit'));
  const told: EraseOrders = { url: database.url, secret, requestId: request.id };
  for (const worker of workers) worker.send(told);
  const erasedSoFar = async () =>
    (await query<{ orders: number }>('SELECT orders FROM record_request WHERE id = $1', [request.id]))[0]!.orders;
  await waitFor(async () => (await erasedSoFar()) === 400);
  workers[0]!.kill('SIGKILL');
  await ends[0];
  await holder.query('ROLLBACK');
  holder.release();
  await ends[1];
  const [row] = await query('SELECT status, orders FROM record_request WHERE id = $1', [request.id]);
  assert.deepEqual(row, { status: 'done', orders: 450 });
  assert.deepEqual(await query('SELECT count(*)::int AS keys FROM order_key WHERE order_id = ANY($1)', [ids]), [
    { keys: 0 },
  ]);
});

test('an erasure that nobody finished is finished by the job', async () => {
  const email = 'left@buyer.example';
  await buy(email);
  const { id } = await ask(email);
  await query("UPDATE record_request SET status = 'running' WHERE id = $1", [id]);
  assert.deepEqual([await finishErasures(engine), await finishErasures(engine)], [1, 0]);
  assert.deepEqual(await query('SELECT status FROM record_request WHERE id = $1', [id]), [{ status: 'done' }]);
});

test('orders from before orders had keys get one each, and are read until then and after', async () => {
  const orderId = await buy('old@buyer.example');
  const contact = { email: 'old@buyer.example' };
  const old = sealContact(engine.keys.contact, orderId, contact);
  await query('DELETE FROM order_key WHERE order_id = $1', [orderId]);
  await query('UPDATE orders SET contact_secret = $2 WHERE id = $1', [orderId, old]);
  await query('INSERT INTO order_to_key VALUES ($1)', [orderId]);
  assert.deepEqual(openContact(engine.keys, orderId, old, null), contact);
  assert.deepEqual([await keyOldOrders(engine), await keyOldOrders(engine)], [1, 0]);
  const [kept] = await query<{ contact_secret: Buffer; sealed: Buffer }>(
    'SELECT contact_secret, sealed FROM orders JOIN order_key ON order_id = id WHERE id = $1',
    [orderId],
  );
  assert.deepEqual(openContact(engine.keys, orderId, kept!.contact_secret, kept!.sealed), contact);
  assert.throws(() => openContact(engine.keys, orderId, kept!.contact_secret, null));
});
