import assert from 'node:assert/strict';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { errorCodes, type Problem } from '@kameng/contract/error';
import type { Confirmation } from '@kameng/contract/checkout';
import type { Order } from '@kameng/contract/order';
import { payAtSandbox } from '@kameng/mock/conformance';
import { ask, until, type Harness } from '@kameng/mock/conformance/ask';
import { confirm, openCheckout, orderThat, payFor, payUrl, readOrder } from '@kameng/mock/conformance/buy';
import { demoIds } from '@kameng/mock/demo-ids';
import { checkoutS, holdS, openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { sandboxMerchant } from '../sandbox/sandbox-payment.ts';
import { signatureHeader, signMessage } from '../sandbox/sandbox-signature.ts';
import type { Channel } from './channel.ts';
import { createSandboxChannel } from './sandbox-channel.ts';

type Headers = Record<string, string | string[]>;
type Fields = Record<string, unknown>;

interface Payment {
  id: string;
  amount_minor: number;
  currency: string;
}

/** What an attacker and a confused provider can do to a channel; one entry makes a new channel go through all of it. */
interface ChannelUnderTest {
  id: string;
  /** The fields of a genuine callback that tells of money. */
  paid(payment: Payment): Fields;
  /** How this channel calls what every callback has. */
  names: { merchant: string; payment: string; amount: string; currency: string; state: string };
  /** States that tell of no money. */
  unpaid: readonly string[];
  encode(fields: Fields): Buffer;
  /** Headers of a callback with these bytes: with the channel's own key, or with another one. */
  sign(body: Buffer, key?: Buffer, at?: Date): Headers;
  signature: string;
}

let pool: TestPool;
let harness: Harness;

const channels: readonly ChannelUnderTest[] = [
  {
    id: 'sandbox',
    paid: ({ id, amount_minor, currency }) => ({
      event_id: `ev_${randomUUID()}`,
      merchant_id: sandboxMerchant,
      payment_id: id,
      transaction_id: `sbx_${id.slice(4)}`,
      state: 'paid',
      amount_minor,
      currency,
    }),
    names: {
      merchant: 'merchant_id',
      payment: 'payment_id',
      amount: 'amount_minor',
      currency: 'currency',
      state: 'state',
    },
    unpaid: ['pending', 'failed', 'closed'],
    encode: (fields) => Buffer.from(JSON.stringify(fields)),
    sign(body, key = pool.engine.keys.sandboxGateway, at = pool.engine.now()) {
      if (key.length >= 32) return { [signatureHeader]: signMessage(key, body, at) };
      const t = Math.floor(at.getTime() / 1000);
      return {
        [signatureHeader]: `t=${t},v1=${createHmac('sha256', key).update(`${t}.`).update(body).digest('hex')}`,
      };
    },
    signature: signatureHeader,
  },
];

before(async () => {
  pool = await openTestPool();
  harness = { ...pool, ref: 'DEMO01', pay: payAtSandbox, holdS, checkoutS };
  // A second provider with a key of its own, and one that by mistake was given the first one's key.
  const open = pool.engine.channels as Map<string, Channel>;
  const options = { gatewayUrl: pool.url, now: pool.engine.now };
  open.set('other', { ...createSandboxChannel({ ...options, key: randomBytes(32) }), id: 'other' });
  open.set('twin', { ...createSandboxChannel({ ...options, key: pool.engine.keys.sandboxGateway }), id: 'twin' });
});
after(() => pool.close());

interface Answer {
  status: number;
  text: string;
}

/** Node's own client, since fetch refuses to send much of what an attacker would. */
function post(channelId: string, body: Buffer, headers: Headers, method = 'POST'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = requestHttp(
      new URL(`/v1/callbacks/${channelId}`, pool.url),
      { method, headers: { 'content-type': 'application/json', 'content-length': body.length, ...headers } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const asFor = (confirmation: Confirmation) => readOrder(harness, confirmation);

async function held(): Promise<{ confirmation: Confirmation; payment: Payment }> {
  const confirmation = await confirm(harness, await openCheckout(harness));
  return { confirmation, payment: await paymentOf(confirmation) };
}

async function paymentOf({ order }: Confirmation): Promise<Payment> {
  const { rows } = await pool.engine.db.pool.query<Payment>(
    'SELECT id, amount_minor, currency FROM payment WHERE order_id = $1',
    [order.id],
  );
  return rows[0]!;
}

async function allApplied(): Promise<void> {
  await until(
    async () => (await pool.engine.db.pool.query('SELECT FROM payment_event WHERE applied_at IS NULL')).rowCount,
    (open) => open === 0,
  );
}

async function storedFor(paymentId: string): Promise<string[]> {
  await allApplied();
  const { rows } = await pool.engine.db.pool.query<{ outcome: string }>(
    'SELECT outcome FROM payment_event WHERE payment_id = $1 ORDER BY received_at',
    [paymentId],
  );
  return rows.map(({ outcome }) => outcome);
}

function assertRefused({ status, text }: Answer, what: string): void {
  assert.ok(status >= 400 && status < 500, `${what} was answered ${status} ${text}`);
  const problem = JSON.parse(text) as Problem;
  assert.ok(errorCodes.includes(problem.code), what);
  assert.equal(problem.status, status);
}

/** Nothing was delivered, and the buyer's own money still buys; `again` by another payment, where this one has ended. */
async function assertStillPayable(confirmation: Confirmation, again = false): Promise<void> {
  await allApplied();
  const order: Order = await asFor(confirmation);
  assert.equal(order.status, 'held');
  assert.deepEqual(
    order.items.flatMap(({ codes }) => codes),
    [],
  );
  const { body: action } = again
    ? await ask(harness, 'payOrder', { id: order.id, bearer: confirmation.order_token, body: { channel: 'sandbox' } })
    : { body: confirmation.action };
  await payAtSandbox(payUrl(action), 'paid');
  await orderThat(harness, confirmation, ({ status }) => status === 'delivered');
}

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

for (const channel of channels) {
  const { id, names, paid, encode, sign } = channel;
  const changed = (payment: Payment, change: Fields) => encode({ ...paid(payment), ...change });
  const without = (payment: Payment, name: string) =>
    encode(Object.fromEntries(Object.entries(paid(payment)).filter(([key]) => key !== name)));

  test(`${id}: what the provider did not sign is refused`, async () => {
    const { confirmation, payment } = await held();
    const other = await held();
    const body = encode(paid(payment));
    const genuine = sign(body)[channel.signature] as string;
    const unsigned: Record<string, [Buffer, Headers]> = {
      'no signature': [body, {}],
      'an empty signature': [body, { [channel.signature]: '' }],
      'the word of another': [body, { [channel.signature]: '0' }],
      'a magic hash': [body, { [channel.signature]: '0e1' }],
      true: [body, { [channel.signature]: 'true' }],
      'the signature twice': [body, { [channel.signature]: [genuine, genuine] }],
      'a wrong signature before the right one': [body, { [channel.signature]: [genuine.replace(/.$/, 'x'), genuine] }],
      'a signature with something behind it': [body, { [channel.signature]: `${genuine},v1=` }],
      'a signature cut short': [body, { [channel.signature]: genuine.slice(0, -1) }],
      'an empty key': [body, sign(body, Buffer.alloc(0))],
      'a key of zeros': [body, sign(body, Buffer.alloc(32))],
      'the key as its own text': [body, sign(body, Buffer.from(pool.engine.keys.sandboxGateway.toString('hex')))],
      'a signature of other bytes': [Buffer.concat([body, Buffer.from(' ')]), sign(body)],
      'a signature of nothing': [body, sign(Buffer.alloc(0))],
      "another order's callback with this payment in it": [
        changed(other.payment, { [names.payment]: payment.id }),
        sign(encode(paid(other.payment))),
      ],
      'a signature of long ago': [body, sign(body, undefined, new Date(pool.engine.now().getTime() - 30 * 86_400_000))],
      'a signature of the future': [
        body,
        sign(body, undefined, new Date(pool.engine.now().getTime() + 30 * 86_400_000)),
      ],
      'nothing at all': [Buffer.alloc(0), {}],
    };
    for (const [what, [bytes, headers]] of Object.entries(unsigned))
      assertRefused(await post(id, bytes, headers), `${id}: ${what}`);
    assert.deepEqual(await storedFor(payment.id), []);
    await assertStillPayable(confirmation);
    await assertStillPayable(other.confirmation);
  });

  test(`${id}: what makes no sense is refused although the provider signed it`, async () => {
    const { confirmation, payment } = await held();
    const due = payment.amount_minor;
    const text = encode(paid(payment)).toString();
    const senseless: Record<string, Buffer> = Object.fromEntries([
      ...[
        [due],
        [[due]],
        { amount: due },
        String(due),
        `${due}.00`,
        '0e1',
        'x',
        -due,
        due + 0.5,
        1e21,
        1e308,
        2 ** 53,
        0,
        true,
        null,
        '',
      ].map((amount) => [`amount ${JSON.stringify(amount)}`, changed(payment, { [names.amount]: amount })] as const),
      ...['NaN', 'Infinity', '0x1DB0', `${due}n`, '1e999'].map(
        (amount) =>
          [
            `amount ${amount}`,
            Buffer.from(text.replace(`"${names.amount}":${due}`, `"${names.amount}":${amount}`)),
          ] as const,
      ),
      ...[null, '', 'cny', 'CNY ', 'CNYX', ['CNY'], 156, '人民币'].map(
        (currency) =>
          [`currency ${JSON.stringify(currency)}`, changed(payment, { [names.currency]: currency })] as const,
      ),
      ...['m_other', '', null, [sandboxMerchant], 0, { toString: sandboxMerchant }].map(
        (merchant) =>
          [`merchant ${JSON.stringify(merchant)}`, changed(payment, { [names.merchant]: merchant })] as const,
      ),
      ...[
        [payment.id],
        `${payment.id} `,
        `${payment.id}\0`,
        `${payment.id}' OR '1'='1`,
        '../x',
        0,
        null,
        '\ud800',
        'x'.repeat(2000),
      ].map(
        (payment_id) =>
          [`payment ${JSON.stringify(payment_id)}`, changed(payment, { [names.payment]: payment_id })] as const,
      ),
      ...['PAID', 'paid ', 'success', '', true, 1, null, ['paid'], { paid: true }, ...channel.unpaid].map(
        (state) => [`state ${JSON.stringify(state)} with money`, changed(payment, { [names.state]: state })] as const,
      ),
      ...Object.values(names).map((name) => [`without ${name}`, without(payment, name)] as const),
      ['only a prototype', Buffer.from(`{"__proto__":${text}}`)],
      ['only a constructor', Buffer.from(`{"constructor":{"prototype":${text}}}`)],
      ['a list around it', Buffer.from(`[${text}]`)],
      ['a text around it', Buffer.from(JSON.stringify(text))],
      ['two of them', Buffer.from(text + text)],
      ['no object', Buffer.from('null')],
      ['a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
      [
        'bytes that are no text',
        Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xfe, 0xc0, 0xaf]), Buffer.from('"}')]),
      ],
      ['bytes that are no text in the payment', Buffer.from(text.replace(payment.id, `${payment.id}\u00ff`), 'latin1')],
      ['deep nesting', Buffer.from(deep(20_000))],
      ['deep nesting left open', Buffer.from('['.repeat(60_000))],
    ]);
    for (const [what, body] of Object.entries(senseless))
      assertRefused(await post(id, body, sign(body)), `${id}: ${what}`);
    assert.deepEqual(await storedFor(payment.id), []);
    await assertStillPayable(confirmation);
  });

  test(`${id}: too much, the wrong kind and the wrong method are refused`, async () => {
    const { confirmation, payment } = await held();
    const large = changed(payment, { padding: 'x'.repeat(70_000) });
    const answer = await post(id, large, sign(large));
    assertRefused(answer, 'a large body');
    assert.equal(answer.status, 413);
    const form = Buffer.from(new URLSearchParams(paid(payment) as Record<string, string>).toString());
    for (const type of [
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/xml',
      'application/json',
    ])
      assertRefused(await post(id, form, { ...sign(form), 'content-type': type }), type);
    const body = encode(paid(payment));
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) {
      const { status } = await post(id, body, sign(body), method);
      assert.ok(status >= 200 && status < 500 && status !== 200, `${method} was answered ${status}`);
    }
    for (const strange of ['nobody', '__proto__', 'constructor', '%00', 'x'.repeat(300), '..%2fsandbox'])
      assertRefused(await post(strange, body, sign(body)), `channel ${strange}`);
    assert.deepEqual(await storedFor(payment.id), []);
    await assertStillPayable(confirmation);
  });

  test(`${id}: a callback that came to another channel moves nothing`, async () => {
    const { confirmation, payment } = await held();
    const body = encode(paid(payment));
    assertRefused(await post('other', body, sign(body)), "another provider's key");
    // Even a provider that was given the same key speaks for its own payments only.
    assert.equal((await post('twin', body, sign(body))).text, 'success');
    assert.deepEqual(await storedFor(payment.id), ['quarantined']);
    await assertStillPayable(confirmation);
  });

  test(`${id}: a payment that nobody started is put aside`, async () => {
    const unknown = { id: createId('payment'), amount_minor: 7600, currency: 'CNY' };
    const body = encode(paid(unknown));
    assert.equal((await post(id, body, sign(body))).text, 'success');
    assert.deepEqual(await storedFor(unknown.id), ['quarantined']);
  });

  test(`${id}: told of no money, or of other money, nothing is delivered and the order can still be paid`, async () => {
    for (const state of channel.unpaid) {
      const { confirmation, payment } = await held();
      const body = changed(payment, { [names.state]: state, [names.amount]: 0 });
      assert.equal((await post(id, body, sign(body))).status, 200);
      await assertStillPayable(confirmation);
    }
    for (const change of [{ [names.currency]: 'USD' }, { [names.currency]: 'JPY' }, { [names.amount]: 1 }]) {
      const { confirmation, payment } = await held();
      const body = changed(payment, change);
      assert.equal((await post(id, body, sign(body))).status, 200);
      await assertStillPayable(confirmation, names.amount in change);
    }
  });

  test(`${id}: a genuine callback, told again, sells nothing to anybody`, async () => {
    const [first, second] = [await held(), await held()];
    assert.equal(first.payment.amount_minor, second.payment.amount_minor);
    await payAtSandbox(payUrl(first.confirmation.action), 'paid');
    const delivered = await orderThat(harness, first.confirmation, ({ status }) => status === 'delivered');
    const body = encode(paid(first.payment));
    const replays = await Promise.all(Array.from({ length: 10 }, () => post(id, body, sign(body))));
    assert.deepEqual(
      replays.map(({ text }) => text),
      replays.map(() => 'success'),
    );
    assert.deepEqual(await asFor(first.confirmation), delivered);
    await assertStillPayable(second.confirmation);
  });

  test(`${id}: after a refund no callback makes an order paid again`, async () => {
    const confirmation = await payFor(harness, 'paid', { product_id: demoIds.supplierDown });
    const refunded = await until(
      async () => {
        await pool.advance(30);
        return asFor(confirmation);
      },
      ({ status }) => status === 'refunded',
    );
    const payment = await paymentOf(confirmation);
    for (const change of [{}, {}, ...channel.unpaid.map((state) => ({ [names.state]: state, [names.amount]: 0 }))]) {
      const body = changed(payment, change);
      assert.equal((await post(id, body, sign(body))).status, 200);
    }
    await allApplied();
    assert.deepEqual(await asFor(confirmation), refunded);
  });
}

test('objects of the process are as they were', () => {
  assert.deepEqual(Object.keys(Object.prototype), []);
  assert.equal(({} as { merchant_id?: string }).merchant_id, undefined);
});
