import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { createPartialEngine, createTestClock } from '../test/partial-engine.ts';
import { idsBefore } from './database/ids-before.ts';
import { createTestDatabase, type TestDatabase } from './database/test-database.ts';
import type { Engine } from './engine.ts';
import { forgetDevMailsText, forgetMailsText, forgetOldMails } from './mail/forget-old-mails.ts';
import { forgetOldPayments, forgetSandboxText } from './sandbox/forget-old-payments.ts';
import { createSite } from './site/create-site.ts';
import { forgetEventsText, forgetOldEvents } from './webhook/forget-old-events.ts';

const clock = createTestClock();
const day = 86_400;
let database: TestDatabase;
let engine: Engine;
let endpointId: string;
let siteId: string;

before(async () => {
  database = await createTestDatabase();
  engine = createPartialEngine(database, clock);
  siteId = (await createSite(engine, { name: 'Shop', kind: 'shop', environment: 'test', origins: [] })).id;
  endpointId = createId('webhookEndpoint');
  await write('webhook_endpoint', {
    id: endpointId,
    site_id: siteId,
    url: 'https://x.example',
    events: [],
    created_at: clock.now(),
  });
});
after(() => database.drop());

async function write(table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  const values = names.map((_, place) => `$${place + 1}`);
  await database.pool.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')})`,
    Object.values(row),
  );
}

const left = async (table: string) =>
  (await database.pool.query<{ id: string }>(`SELECT * FROM ${table} ORDER BY 1`)).rows;
const idsLeft = async (table: string) => (await left(table)).map(({ id }) => id).toSorted();

async function writeEvent(dispatched: boolean, nextAttempt?: 'none' | 'due'): Promise<string> {
  const [id, now] = [createId('event', clock.now().getTime()), clock.now()];
  await write('event', {
    id,
    site_id: siteId,
    type: 'order.paid',
    object_id: createId('order'),
    sequence: 1,
    created_at: now,
    dispatched_at: dispatched ? now : null,
  });
  if (nextAttempt)
    await write('webhook_delivery', {
      event_id: id,
      endpoint_id: endpointId,
      object_id: 'ord',
      queued_at: now,
      next_attempt_at: nextAttempt === 'due' ? now : null,
    });
  return id;
}

test('an id tells when it was made', () => {
  const at = clock.now();
  const bound = idsBefore('event', at);
  for (let nth = 0; nth < 100; nth += 1) {
    assert.ok(createId('event', at.getTime() - 1) < bound);
    assert.ok(createId('event', at.getTime()) > bound);
  }
});

test('events that were sent long ago go with their deliveries; what is still to be sent stays', async () => {
  await writeEvent(true);
  await writeEvent(true, 'none');
  const kept = [await writeEvent(false), await writeEvent(true, 'due')];
  clock.forward(89 * day);
  assert.equal(await forgetOldEvents(engine), 0);
  clock.forward(2 * day);
  kept.push(await writeEvent(true, 'none'));
  assert.equal(await forgetOldEvents(engine), 2);
  assert.equal(await forgetOldEvents(engine), 0);
  assert.deepEqual(await idsLeft('event'), kept.toSorted());
  assert.equal((await left('webhook_delivery')).length, 2);
});

test('mails that ended long ago go, those shown in development sooner', async () => {
  const mail = async (waits: boolean) => {
    const id = createId('mail', clock.now().getTime());
    const order_id = createId('order');
    await write('mail', {
      id,
      template: 'order_paid',
      order_id,
      language: 'en',
      created_at: clock.now(),
      outcome: waits ? null : 'sent',
      next_attempt_at: waits ? clock.now() : null,
    });
    await write('dev_mail', {
      id,
      recipient: 'a@b.example',
      subject: 's',
      text_body: 't',
      html_body: 'h',
      created_at: clock.now(),
    });
    return id;
  };
  const [, waiting] = [await mail(false), await mail(true)];
  clock.forward(31 * day);
  const young = await mail(false);
  assert.equal(await forgetOldMails(engine), 2);
  assert.deepEqual(await idsLeft('dev_mail'), [young]);
  clock.forward(60 * day);
  assert.equal(await forgetOldMails(engine), 2);
  assert.deepEqual(await idsLeft('mail'), [waiting, young].toSorted());
  assert.deepEqual(await idsLeft('dev_mail'), []);
});

test("the gateway's payments go with their callbacks and refunds, unless one is still to be told", async () => {
  const payment = async (waits: boolean) => {
    const id = createId('payment', clock.now().getTime());
    await write('sandbox_payment', {
      id,
      status: 'paid',
      subject: 's',
      currency: 'CNY',
      amount_minor: 1,
      notify_url: 'n',
      return_url: 'r',
      created_at: clock.now(),
      expires_at: clock.now(),
    });
    await write('sandbox_callback', {
      id: crypto.randomUUID(),
      payment_id: id,
      body: '{}',
      next_attempt_at: waits ? clock.now() : null,
    });
    await write('sandbox_refund', { refund_no: id, payment_id: id, amount_minor: 1, created_at: clock.now() });
    return id;
  };
  const [, waiting] = [await payment(false), await payment(true)];
  clock.forward(91 * day);
  const young = await payment(false);
  assert.equal(await forgetOldPayments(engine), 1);
  assert.deepEqual(await idsLeft('sandbox_payment'), [waiting, young].toSorted());
  assert.equal((await left('sandbox_callback')).length, 2);
  assert.equal((await left('sandbox_refund')).length, 2);
});

test('more than a batch is forgotten turn by turn, and each turn finds its rows by an index', async () => {
  const ids = Array.from({ length: 1500 }, () => createId('event', clock.now().getTime()));
  await database.pool.query(
    `INSERT INTO event (id, site_id, type, object_id, sequence, created_at, dispatched_at) SELECT id, $2, 'order.paid', 'ord', 1, $3, $3 FROM unnest($1::text[]) AS id`,
    [ids, siteId, clock.now()],
  );
  clock.forward(91 * day);
  const turns = [await forgetOldEvents(engine), await forgetOldEvents(engine), await forgetOldEvents(engine)];
  assert.equal(turns[0], 1000);
  assert.ok(turns[1]! >= 500);
  assert.equal(turns[2], 0);
  const bounds: [string, unknown][] = [
    [forgetEventsText, idsBefore('event', clock.now())],
    [forgetMailsText, idsBefore('mail', clock.now())],
    [forgetDevMailsText, idsBefore('mail', clock.now())],
    [forgetSandboxText, clock.now()],
  ];
  const client = await database.pool.connect();
  // The tables of a test are too small for an index to pay; what is asked is whether there is one.
  await client.query('SET enable_seqscan = off');
  for (const [text, bound] of bounds) {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [bound, 100]);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    assert.doesNotMatch(plan, /Seq Scan/, plan);
  }
  client.release(true);
});
