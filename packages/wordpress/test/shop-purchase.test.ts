/** What a paid line becomes: bought once, late, in part, held, given back, and never twice whoever asks at the same time. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { databaseKind, forced, game, lastThree, openTrade, type Line, type Trade } from './site/open-trade.ts';
import { until } from './site/until.ts';

let trade: Trade;
before(async () => void (trade = await openTrade({ products: [game, lastThree, ...Object.values(forced)] })));
after(() => trade?.close());

describe('a purchase', () => {
  test('is made once however often the shop says that it was paid', async () => {
    const started = await trade.spent();
    const order = trade.paidOrder(game);
    trade.shop.php(
      `do_action( 'woocommerce_payment_complete', ${order} ); do_action( 'woocommerce_order_status_changed', ${order}, 'pending', 'processing', wc_get_order( ${order} ) ); do_action( 'kameng_buy_order', ${order} ); Kameng\\Line\\Sweep::run();`,
    );
    assert.equal((await trade.spent()) - started, await trade.priceOf(game));
    assert.equal(trade.notesOf(order).filter((note) => note.includes(': Delivered')).length, 1);
  });

  test('waits for a pool that is down, and is made when it is back', async () => {
    trade.pointPoolTo('http://127.0.0.1:9');
    const order = trade.paidOrder(game);
    assert.equal(trade.linesOf(order)[0]!.state, 'again');
    assert.equal(trade.statusOf(order), 'processing');
    trade.pointPoolTo(trade.pool.url);
    trade.comeDue(order);
    assert.equal(trade.linesOf(order)[0]!.state, 'delivered');
    assert.equal(trade.statusOf(order), 'completed');
  });

  test('is held with a reason when the pool refuses, the owner is told and can try again from the list', async () => {
    const order = trade.paidOrder(forced.priceMoved);
    const [line] = trade.linesOf(order);
    assert.deepEqual([line!.state, line!.reason], ['held', 'price_moved']);
    assert.ok(trade.shop.mails().some(({ subject }) => subject.includes(`Order ${order} needs you`)));
    assert.ok(trade.notesOf(order).some((note) => note.includes('Nothing') || note.includes('nothing bought')));
    await trade.owner.goto(trade.page('purchases'));
    const row = trade.owner.locator('.kameng-lines tr', { hasText: `#${order}` }).first();
    await row.getByRole('button', { name: 'Buy at the new price' }).click();
    assert.match(await trade.notice(), /reason is in the list/);
  });

  test('of more than there is is held, and nothing is charged', async () => {
    const first = trade.paidOrder(lastThree, 3);
    assert.equal(trade.linesOf(first)[0]!.state, 'delivered');
    const started = await trade.spent();
    const order = trade.paidOrder(lastThree);
    assert.deepEqual([trade.linesOf(order)[0]!.state, trade.linesOf(order)[0]!.reason], ['held', 'sold_out']);
    assert.equal(await trade.spent(), started);
  });

  test('that comes late is mailed when it comes, by the pool’s own message', async () => {
    const order = trade.paidOrder(forced.slow);
    assert.equal(trade.linesOf(order)[0]!.state, 'waiting');
    const mailed = () => trade.shop.mails().filter(({ subject }) => subject === `Your codes for order ${order}`).length;
    assert.equal(mailed(), 0);
    await until(() => trade.linesOf(order)[0]!.state === 'delivered', 'the message about the delivery');
    assert.equal(mailed(), 1);
    const event = (
      await trade.ask<{ data: { id: string; type: string; data: { client_reference: string } }[] }>(
        '/v1/events?limit=50',
      )
    ).data.find(
      ({ type, data }) => type === 'order.delivered' && data.client_reference === trade.linesOf(order)[0]!.reference,
    );
    const last = trade.shop.php(`echo get_option( 'kameng_webhook_at' );`);
    trade.shop.php(`update_option( 'kameng_webhook_at', 1 );`);
    await fetch(`${trade.pool.url}/v1/events/${event!.id}/redeliver`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_demo' },
    });
    await until(
      () => Number(trade.shop.php(`echo get_option( 'kameng_webhook_at' );`)) >= Number(last),
      'the second message',
    );
    assert.equal(mailed(), 1, 'the message came twice, the mail once');
  });

  test('that comes in part says so to owner and buyer', async () => {
    const order = trade.paidOrder(forced.partial, 2);
    await until(() => trade.linesOf(order)[0]!.state === 'short', 'a part');
    assert.equal(trade.linesOf(order)[0]!.delivered, 1);
    assert.ok(trade.notesOf(order).some((note) => note.includes('1 of 2 codes came')));
    assert.equal(trade.statusOf(order), 'processing');
  });

  test('that the pool gives back can be made again under a name of its own', async () => {
    const order = trade.paidOrder(forced.down);
    const { reference } = trade.linesOf(order)[0]!;
    await until(() => trade.linesOf(order)[0]!.state === 'refunded', 'the refund');
    await trade.owner.goto(trade.page('purchases'));
    await trade.owner
      .locator('.kameng-lines tr', { hasText: `#${order}` })
      .first()
      .getByRole('button', { name: 'Buy again' })
      .click();
    assert.match(await trade.notice(), /Bought\. The codes come from the supplier/);
    assert.equal(trade.linesOf(order)[0]!.reference, `${reference}.2`);
  });
});

describe(
  'at once',
  { skip: databaseKind === 'mariadb' ? false : 'SQLite has one writer; this lane is MariaDB’s' },
  () => {
    test('twenty paid orders of one product are bought twenty times', async () => {
      const orders = trade.json<number[]>(
        `array_map( static function () { $o = wc_create_order(); $o->add_product( wc_get_product( ${trade.ids[game]} ), 1 ); $o->calculate_totals(); $o->save(); return $o->get_id(); }, range( 1, 20 ) )`,
      );
      const started = await trade.spent();
      await trade.shop.phpAtOnce(orders.map((order) => `wc_get_order( ${order} )->payment_complete();`));
      const all = trade.json<Line[]>(
        `array_merge( ...array_map( array( 'Kameng\\Line\\LineTable', 'of_order' ), ${`array( ${orders.join(', ')} )`} ) )`,
      );
      assert.deepEqual(new Set(all.map(({ state }) => state)), new Set(['delivered']));
      assert.equal(new Set(all.map(({ pool_order }) => pool_order)).size, 20);
      assert.equal((await trade.spent()) - started, 20 * (await trade.priceOf(game)));
    });

    test('twenty processes that hear of one payment buy once and mail once', async () => {
      const order = trade.paidOrder(game, 1, false);
      const started = await trade.spent();
      await trade.shop.phpAtOnce(Array.from({ length: 20 }, () => `wc_get_order( ${order} )->payment_complete();`));
      await until(() => trade.linesOf(order)[0]!.state === 'delivered', 'the delivery');
      assert.equal((await trade.spent()) - started, await trade.priceOf(game));
      assert.equal(trade.linesOf(order).length, 1);
      assert.equal(trade.shop.mails().filter(({ subject }) => subject === `Your codes for order ${order}`).length, 1);
      assert.equal(trade.notesOf(order).filter((note) => note.includes(': Delivered')).length, 1);
    });
  },
);

test('an order that had ended and is paid again is bought when the owner says so', async () => {
  const order = trade.paidOrder(forced.priceMoved);
  trade.shop.php(`wc_get_order( ${order} )->update_status( 'cancelled' );`);
  trade.shop.php(`wc_get_order( ${order} )->update_status( 'processing' );`);
  assert.equal(trade.linesOf(order)[0]!.state, 'cancelled');
  assert.ok(trade.notesOf(order).some((note) => note.includes('were closed when it ended')));
  await trade.owner.goto(trade.page('purchases'));
  await trade.owner
    .locator('.kameng-lines tr', { hasText: `#${order}` })
    .first()
    .getByRole('button', { name: 'Buy again' })
    .click();
  assert.equal(trade.linesOf(order)[0]!.state, 'held');
});

test('with debugging on, WordPress had nothing to say about the plugin', () => {
  assert.deepEqual(trade.shop.complaints(), []);
});
