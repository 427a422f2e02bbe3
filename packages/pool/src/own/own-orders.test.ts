import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buyAtCheckout, confirmAs, openCheckout } from '../../test/buy-at-checkout.ts';
import { insertGoods, type Goods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import { waitFor } from '../../test/wait-for.ts';
import { sendMails } from '../mail/send-mails.ts';
import { addressFingerprint } from '../order/order-contact.ts';
import { findContact } from './find-contact.ts';
import { forgetLinks } from './forget-links.ts';
import { listOwnOrders } from './list-own-orders.ts';
import { openOrdersLink } from './open-orders-link.ts';
import { sendOrdersLink } from './send-orders-link.ts';

const gateway = createPretendChannel();
let engine: TestEngine;
let goods: Goods;
before(async () => {
  engine = await openTestEngine({ channels: [gateway.channel] });
  goods = await insertGoods(engine, { codes: 40 });
});
after(() => engine.close());

const query = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await engine.db.pool.query<Row>(text, values)).rows;
const buy = (email: string) => buyAtCheckout(engine, gateway, { productId: goods.productId, email });
const anyone = (key?: string) =>
  engine.as(
    { kind: 'anonymous' },
    key === undefined ? {} : { idempotency: { scope: 'x', key, requestFingerprint: Buffer.from('x') } },
  );
const send = (contact: string) => sendOrdersLink(anyone(), { params: undefined, query: undefined, body: { contact } });
const open = (link: string, key?: string) =>
  openOrdersLink(anyone(key), { params: undefined, query: undefined, body: { link } });
const links = (email: string) =>
  query<{ id: string }>('SELECT id FROM orders_link WHERE contact_fingerprint = $1 ORDER BY id', [
    addressFingerprint(engine.keys, email),
  ]);

async function mailed(email: string): Promise<{ recipient: string; link: string }[]> {
  while ((await sendMails(engine)) > 0);
  const mails = await query<{ recipient: string; text_body: string }>(
    `SELECT recipient, text_body FROM dev_mail WHERE text_body LIKE '%/orders#%' AND lower(recipient) = lower($1) ORDER BY id`,
    [email],
  );
  return mails.map(({ recipient, text_body }) => ({ recipient, link: /\/orders#(\S+)/.exec(text_body)![1]! }));
}

async function openedFor(email: string): Promise<Buffer> {
  await send(email);
  await waitFor(async () => (await links(email)).length > 0);
  const { token } = await open((await mailed(email)).at(-1)!.link);
  return (await findContact(engine, token))!;
}
const listAs = (fingerprint: Buffer, rest: { limit?: number; cursor?: string } = {}) =>
  listOwnOrders(engine.as({ kind: 'contact', fingerprint }), {
    params: undefined,
    query: { limit: 24, ...rest },
    body: undefined,
  });

test('the answer says nothing; a mail goes to the address that bought, once a minute, and to nobody else', async () => {
  await buy('Ann@buyer.example');
  const answers = await Promise.all(
    ['nobody@buyer.example', 'ann@buyer.example', 'ann@buyer.example', 'ＡＮＮ@buyer.example'].map(send),
  );
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
  await waitFor(async () => (await links('ann@buyer.example')).length > 0);
  await send('ann@buyer.example');
  // A later one for somebody else shows that those before it are done with.
  await buy('marker@buyer.example');
  await send('marker@buyer.example');
  await waitFor(async () => (await links('marker@buyer.example')).length > 0);
  assert.deepEqual(
    (await mailed('ann@buyer.example')).map(({ recipient }) => recipient),
    ['Ann@buyer.example'],
  );
  assert.deepEqual(await links('nobody@buyer.example'), []);
  assert.deepEqual(
    await query("SELECT recipient FROM dev_mail WHERE recipient LIKE 'nobody%' OR recipient LIKE 'ＡＮＮ%'"),
    [],
  );
  engine.wait(61);
  await send('ann@buyer.example');
  await waitFor(async () => (await links('ann@buyer.example')).length > 1);
});

test('a link opens once, in half an hour, and the same request again is answered the same', async () => {
  const email = 'once@buyer.example';
  await buy(email);
  await send(email);
  await waitFor(async () => (await links(email)).length > 0);
  const link = (await mailed(email)).at(-1)!.link;
  assert.equal(await findContact(engine, link), undefined, 'a link is no key before it is opened');
  const together = await Promise.allSettled([open(link, 'key-one-1'), open(link, 'key-two-2')]);
  assert.deepEqual(together.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const won = together[0]!.status === 'fulfilled' ? 'key-one-1' : 'key-two-2';
  const again = await open(link, won);
  assert.ok(await findContact(engine, again.token));
  await assert.rejects(open(link), { code: 'link_ended' });
  await assert.rejects(open(again.token), { code: 'link_ended' });
  await assert.rejects(open(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`), { code: 'link_ended' });
  engine.wait(30 * 60 + 1);
  assert.equal(await findContact(engine, again.token), undefined, 'half an hour later it is no key any more');
  await send(email);
  await waitFor(async () => (await links(email)).length > 1);
  const late = (await mailed(email)).at(-1)!.link;
  engine.wait(30 * 60 + 1);
  await assert.rejects(open(late), { code: 'link_ended' });
  const rows = await query('SELECT * FROM orders_link');
  for (const secret of [link, again.token, late])
    assert.ok(!JSON.stringify(rows).includes(secret.slice(30)), 'nothing in the database opens anything');
  engine.wait(86_401);
  assert.ok((await forgetLinks(engine)) >= 2);
});

test('all that was paid is listed, newest first and paged; not what was only held, nor what others bought', async () => {
  const email = 'lists@buyer.example';
  const bought = [await buy(email), await buy(email), await buy(email)];
  await confirmAs(engine, await openCheckout(engine, goods), email);
  await buy('lister@buyer.example');
  const locked = bought[1]!;
  await query("UPDATE orders SET query_password_hash = 'x' WHERE id = $1", [locked]);
  const fingerprint = await openedFor(email);
  const first = await listAs(fingerprint, { limit: 2 });
  const rest = await listAs(fingerprint, { cursor: first.next_cursor! });
  const all = [...first.data, ...rest.data];
  assert.deepEqual(
    all.map(({ order }) => order.id),
    bought.toReversed(),
  );
  assert.deepEqual(
    all.map(({ order_token }) => order_token?.slice(0, 4) ?? null),
    ['ort_', null, 'ort_'],
    'an order with a query password is opened with it only',
  );
  assert.equal(rest.next_cursor, null);
});
