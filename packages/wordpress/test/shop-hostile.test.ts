/** Exactly once, whoever dies, lies or comes twice: PHP killed in a purchase, answers lost after it, twins, and clocks apart. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { ServerResponse } from 'node:http';
import { databaseKind, forced, game, openTrade, type Trade } from './site/open-trade.ts';
import { openProxy, type Mischief, type Proxy } from './site/open-proxy.ts';
import { until } from './site/until.ts';

let trade: Trade;
let proxy: Proxy;
before(async () => {
  trade = await openTrade({ products: [game, forced.slow] });
  proxy = await openProxy(trade.pool.url);
});
after(async () => {
  await proxy?.close();
  await trade?.close();
});

const pay = (order: number) => `wc_get_order( ${order} )->payment_complete();`;
const mailsAbout = (order: number) =>
  trade.shop.mails().filter(({ subject }) => subject === `Your codes for order ${order}`).length;
/** The claim of whoever is at the order's line runs out, as it does when its process is gone or another machine's clock is ahead. */
const claimRunsOut = (order: number) =>
  trade.shop.php(
    `global $wpdb; $wpdb->query( $wpdb->prepare( 'UPDATE %i SET claimed_until = 1 WHERE order_id = %d', Kameng\\Line\\LineTable::name(), ${order} ) );`,
  );
/** Looks until the line is delivered: the pool's own message may be at it at the same moment, and then it is that one's. */
const delivered = (order: number) =>
  until(() => {
    trade.comeDue(order);
    return trade.linesOf(order)[0]!.state === 'delivered';
  }, 'the delivery');
/** A line that was delivered by one purchase, told once. */
async function boughtOnce(order: number, spentBefore: number) {
  const lines = trade.linesOf(order);
  assert.deepEqual(
    lines.map(({ state, delivered }) => [state, delivered]),
    [['delivered', 1]],
  );
  assert.equal((await trade.spent()) - spentBefore, await trade.priceOf(game));
  assert.equal(mailsAbout(order), 1);
  assert.equal(trade.notesOf(order).filter((note) => note.includes(': Delivered')).length, 1);
  const { data } = await trade.ask<{ data: unknown[] }>(`/v1/orders?client_reference=${lines[0]!.reference}`);
  assert.equal(data.length, 1);
}
/** Does something while the pool's answer to a purchase is held back; the answer can be let go later. */
function holdAnswer() {
  const { promise: bought, resolve } = Promise.withResolvers<() => void>();
  proxy.set((_answer, pass) => resolve(pass));
  return bought;
}
function signed(body: string, at: number): Record<string, string> {
  const secret = trade.shop.php(`echo get_option( 'kameng_webhooks' )['sandbox']['secret'];`);
  const id = `evt_${at}`;
  const mac = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${at}.${body}`);
  return {
    'Content-Type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,${mac.digest('base64')}`,
  };
}

test('PHP that is killed after the pool has bought and before it answers leaves one purchase, found again', async () => {
  const started = await trade.spent();
  const order = trade.paidOrder(game, 1, false);
  trade.pointPoolTo(proxy.url);
  const bought = holdAnswer();
  await trade.shop.phpKilled(pay(order), bought);
  trade.pointPoolTo(trade.pool.url);
  assert.equal(trade.linesOf(order)[0]!.state, 'pending');
  trade.comeDue(order);
  assert.equal(trade.linesOf(order)[0]!.state, 'pending', 'while the claim lasts nobody else is at the line');
  claimRunsOut(order);
  await delivered(order);
  await boughtOnce(order, started);
});

const lies: Record<string, Mischief> = {
  'an error of 500': (answer: ServerResponse) =>
    answer.writeHead(500, { 'content-type': 'application/problem+json' }).end('{"code":"internal","retry":"same_key"}'),
  'a page with status 200': (answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
  'a cut connection': (answer) => answer.destroy(),
};
for (const [lie, mischief] of Object.entries(lies))
  test(`${lie} after the pool has bought is asked again, and buys nothing more`, async () => {
    const started = await trade.spent();
    const order = trade.paidOrder(game, 1, false);
    trade.pointPoolTo(proxy.url);
    proxy.set(mischief);
    await trade.shop.phpAtOnce([pay(order)]);
    assert.equal(trade.linesOf(order)[0]!.state, 'again');
    assert.equal(mailsAbout(order), 0);
    trade.pointPoolTo(trade.pool.url);
    await delivered(order);
    await boughtOnce(order, started);
  });

test('two machines whose clocks are apart, both at one line, buy it once and tell it once', async () => {
  const started = await trade.spent();
  const order = trade.paidOrder(game, 1, false);
  trade.pointPoolTo(proxy.url);
  const bought = holdAnswer();
  const first = trade.shop.phpAtOnce([pay(order)]);
  const letGo = await bought;
  // To the other machine the claim of the first has run out although the first is alive and waits.
  claimRunsOut(order);
  trade.pointPoolTo(trade.pool.url);
  await delivered(order);
  letGo();
  await first;
  await boughtOnce(order, started);
});

test(
  'payments and messages that come twice and all at once are one purchase',
  { skip: databaseKind === 'mariadb' ? false : 'SQLite has one writer; this lane is MariaDB’s' },
  async () => {
    const started = await trade.spent();
    const order = trade.paidOrder(game, 1, false);
    const reference = trade.shop.php(
      `$o = wc_get_order( ${order} ); $i = current( $o->get_items() ); echo Kameng\\Shop\\BuyItem::reference( Kameng\\Store\\ShopSettings::secret(), $o->get_order_key(), $i->get_id() );`,
    );
    const body = JSON.stringify({
      id: 'evt_twin',
      type: 'order.delivered',
      data: { object: 'ord_x', client_reference: reference, sequence: 1, status: 'delivered' },
    });
    const headers = signed(body, Math.floor(Date.now() / 1000));
    const message = () => fetch(`${trade.shop.url}/wp-json/kameng/v1/webhook`, { method: 'POST', headers, body });
    const [, answers] = await Promise.all([
      trade.shop.phpAtOnce([
        ...Array.from({ length: 6 }, () => pay(order)),
        ...Array.from({ length: 6 }, () => `do_action( 'woocommerce_payment_complete', ${order} );`),
        ...Array.from({ length: 6 }, () => `do_action( 'kameng_buy_order', ${order} );`),
      ]),
      Promise.all(Array.from({ length: 12 }, message)),
    ]);
    for (const { status } of answers) assert.ok([204, 503].includes(status), String(status));
    await until(() => trade.linesOf(order)[0]!.state === 'delivered', 'the delivery');
    await boughtOnce(order, started);
  },
);

test('messages of a pool whose clock is ten minutes off are refused, and what they told is found by the hourly look', async () => {
  const order = trade.paidOrder(forced.slow);
  const [line] = trade.linesOf(order);
  assert.equal(line!.state, 'waiting');
  // From now on only messages with a wrong time come in.
  trade.shop.php(
    `$w = get_option( 'kameng_webhooks' ); update_option( 'kameng_webhooks_kept', $w ); $w['sandbox']['secret'] = 'whsec_' . base64_encode( 'another' ); update_option( 'kameng_webhooks', $w );`,
  );
  const body = JSON.stringify({
    id: 'evt_off',
    type: 'order.delivered',
    data: { object: line!.pool_order, client_reference: line!.reference, sequence: 2, status: 'delivered' },
  });
  for (const offS of [-600, 600]) {
    const headers = signed(body, Math.floor(Date.now() / 1000) + offS);
    const answer = await fetch(`${trade.shop.url}/wp-json/kameng/v1/webhook`, { method: 'POST', headers, body });
    assert.equal(answer.status, 401);
  }
  await delivered(order);
  assert.equal(mailsAbout(order), 1);
  trade.shop.php(`update_option( 'kameng_webhooks', get_option( 'kameng_webhooks_kept' ) );`);
});

test('with debugging on, WordPress had nothing to say about the plugin', () => {
  assert.deepEqual(trade.shop.complaints(), []);
});
