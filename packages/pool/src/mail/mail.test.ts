import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import type { Order } from '@kameng/contract/order';
import fastify from 'fastify';
import { createPartialEngine, createTestClock } from '../../test/partial-engine.ts';
import { startSmtpServer } from '../../test/smtp-server.ts';
import { insertGoods } from '../../test/catalog-goods.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { sealContact } from '../order/order-contact.ts';
import { makeOrderKey } from '../record/order-key.ts';
import type { MailTemplate } from '../order/order-rows.ts';
import { orderToken } from '../order/order-token.ts';
import { serveDevMail } from './dev-mail-page.ts';
import { queueMails } from './queue-mails.ts';
import { renderMail } from './render-mail.ts';
import { sendMails } from './send-mails.ts';

const clock = createTestClock();
const productName = 'Starfall <b>"¥100"</b> & more';
let database: TestDatabase;
let engine: Engine;
let productId: string;

before(async () => {
  database = await createTestDatabase();
  engine = createPartialEngine(database, clock);
  productId = (await insertGoods(database.pool, [{ names: { en: productName, 'zh-CN': '星坠点卡' } }]))[0]!.id;
});
after(() => database.drop());

async function makeOrder(contact: { email?: string; phone?: string }): Promise<string> {
  const id = createId('order');
  const { key, sealed } = makeOrderKey(engine.keys, id);
  await database.pool.query('INSERT INTO order_key VALUES ($1, $2)', [id, sealed]);
  await database.pool.query(
    `INSERT INTO orders (id, status, channel, currency, amount_minor, commission_bps, contact_secret, created_at) VALUES ($1, 'delivered', 'sandbox', 'CNY', 15200, 0, $2, $3)`,
    [id, sealContact(key, id, contact), clock.now()],
  );
  await database.pool.query(
    `INSERT INTO order_item (id, order_id, product_id, offer_id, quantity, unit_price_minor, unit_supply_minor, delivered_quantity, status)
     VALUES ($1, $2, $3, 'ofr_x', 2, 7600, 7000, 2, 'delivered')`,
    [createId('orderItem'), id, productId],
  );
  return id;
}

function queue(template: MailTemplate, order_id: string, language = 'en'): Promise<void> {
  return transact(database.pool, (client) => queueMails(client, clock.now(), [{ template, order_id, language }]));
}

async function outcomeOf(
  orderId: string,
): Promise<{ outcome: string | null; attempts: number; next_attempt_at: Date | null }> {
  const { rows } = await database.pool.query(
    'SELECT outcome, attempts, next_attempt_at FROM mail WHERE order_id = $1',
    [orderId],
  );
  return rows[0];
}

test('a mail carries the recovery link and the amounts, in two languages, and no code', async () => {
  const order = await makeOrder({ email: 'buyer@shop.test' });
  await queue('order_delivered', order, 'zh-TW');
  await queue('order_delivered', order, 'ja');
  assert.equal(await sendMails(engine), 2);
  const { rows } = await database.pool.query<{
    recipient: string;
    subject: string;
    text_body: string;
    html_body: string;
  }>('SELECT * FROM dev_mail ORDER BY subject');
  const [english, chinese] = rows;
  const link = `http://pool.test/o/${order}#${orderToken(engine.keys, order, 1)}`;
  assert.equal(english?.recipient, 'buyer@shop.test');
  assert.equal(english?.subject, `Delivered: ${productName}`);
  assert.equal(chinese?.subject, '卡密已就绪：星坠点卡');
  for (const mail of rows) {
    assert(mail.text_body.includes(link));
    assert(mail.html_body.includes(`href="${link}"`));
    assert(mail.text_body.includes('¥152.00'));
    assert.doesNotMatch(mail.html_body, /<script|<img|src=|@import|url\(/);
  }
  assert(english?.html_body.includes('Starfall &lt;b&gt;&quot;¥100&quot;&lt;/b&gt; &amp; more'));
  assert(!english?.html_body.includes('<b>'));
});

test('a refund mail names what was returned and why', () => {
  const order: Order = {
    id: 'ord_1',
    status: 'refunded',
    amount: { amount_minor: 7600, currency: 'CNY' },
    items: [],
    payment: null,
    client_reference: null,
    sequence: 3,
    created_at: '',
    expires_at: null,
    paid_at: null,
    delivered_at: null,
    refunds: [
      {
        id: 'r1',
        amount: { amount_minor: 1000, currency: 'CNY' },
        status: 'done',
        reason: 'excess',
        created_at: '',
        done_at: '',
      },
      {
        id: 'r2',
        amount: { amount_minor: 7600, currency: 'CNY' },
        status: 'done',
        reason: 'undeliverable',
        created_at: '',
        done_at: '',
      },
      {
        id: 'r3',
        amount: { amount_minor: 50, currency: 'CNY' },
        status: 'pending',
        reason: 'operator',
        created_at: '',
        done_at: null,
      },
    ],
  };
  const mail = renderMail('order_refunded', order, 'https://pool.test/o/ord_1#ort_x', 'en');
  assert.match(mail.subject, /^¥86\.00 returned/);
  assert.match(
    mail.text,
    /Returned: ¥10\.00 · What was paid too much\nReturned: ¥76\.00 · The supplier could not deliver/,
  );
  assert.doesNotMatch(mail.text, /0\.50/);
});

test('a phone number alone is no address: the mail ends, counted, without an error', async () => {
  const order = await makeOrder({ phone: '+8613800000000' });
  await queue('order_paid', order);
  assert.equal(await sendMails(engine), 1);
  assert.deepEqual(await outcomeOf(order), { outcome: 'no_address', attempts: 1, next_attempt_at: null });
});

test('by SMTP a mail goes out once, though two processes send', async () => {
  const smtp = await startSmtpServer();
  const byMail = createPartialEngine(database, clock, { smtpUrl: smtp.url });
  const orders = await Promise.all(
    Array.from({ length: 12 }, (_, index) => makeOrder({ email: `buyer${index}@shop.test` })),
  );
  for (const order of orders) await queue('order_link', order);
  const counts = await Promise.all([sendMails(byMail), sendMails(byMail)]);
  assert.equal(counts[0] + counts[1], 12);
  assert.deepEqual(
    smtp.mails.map(({ recipient }) => recipient).toSorted(),
    orders.map((_, index) => `buyer${index}@shop.test`).toSorted(),
  );
  assert.match(smtp.mails[0]!.message, /^Message-ID: <mai_[0-9a-z]{26}@pool\.test>/im);
  assert.match(smtp.mails[0]!.message, /Auto-Submitted: auto-generated/);
  await smtp.close();
});

test('a refused recipient is not tried again; a busy or dead server is, for a bounded time', async () => {
  const smtp = await startSmtpServer((recipient) => (recipient.startsWith('nobody') ? '550 no such user' : '451 busy'));
  const byMail = createPartialEngine(database, clock, { smtpUrl: smtp.url });
  const [refused, busy] = [
    await makeOrder({ email: 'nobody@shop.test' }),
    await makeOrder({ email: 'later@shop.test' }),
  ];
  await queue('order_link', refused);
  await queue('order_link', busy);
  assert.equal(await sendMails(byMail), 2);
  assert.equal((await outcomeOf(refused)).outcome, 'refused');
  await smtp.close();
  for (let attempt = 2; ; attempt += 1) {
    const { outcome, attempts, next_attempt_at } = await outcomeOf(busy);
    assert.equal(attempts, attempt - 1);
    if (next_attempt_at === null) {
      assert.deepEqual([outcome, attempts], ['gave_up', 7]);
      break;
    }
    assert.equal(outcome, null);
    clock.forward((next_attempt_at.getTime() - clock.now().getTime()) / 1000);
    assert.equal(await sendMails(byMail), 1);
  }
});

test('/dev/mail shows the mail as text and in a frame that runs nothing', async () => {
  const app = fastify();
  serveDevMail(app, engine);
  const { data } = (await app.inject('/dev/mail.json?recipient=buyer@shop.test')).json<{
    data: { id: string; subject: string }[];
  }>();
  assert.equal(data.length, 2);
  const id = data.find(({ subject }) => subject.startsWith('Delivered'))!.id;
  const list = await app.inject('/dev/mail');
  assert(list.body.includes(`href="/dev/mail/${id}"`));
  const page = await app.inject(`/dev/mail/${id}`);
  assert.match(page.body, /sandbox="allow-popups/);
  assert.match(page.body, /<a href="http:\/\/pool\.test\/o\/ord_/);
  assert.doesNotMatch(page.body, /<b>/);
  const frame = await app.inject(`/dev/mail/${id}/html`);
  assert.match(String(frame.headers['content-security-policy']), /sandbox allow-popups/);
  assert.equal((await app.inject('/dev/mail/mai_none')).statusCode, 404);
  assert.throws(
    () => serveDevMail(fastify(), createPartialEngine(database, clock, { environment: 'production' })),
    /production/,
  );
  await app.close();
});
