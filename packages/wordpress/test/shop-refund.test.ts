/** What a refund in the shop means for the codes behind it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { codeIn, forced, game, openTrade, type Trade } from './site/open-trade.ts';

let trade: Trade;
before(async () => void (trade = await openTrade({ products: [game, forced.priceMoved] })));
after(() => trade?.close());

describe('a refund', () => {
  test('before the codes were seen closes their link for good', async () => {
    const order = trade.paidOrder(game);
    const link = trade.linkOf(order);
    assert.equal(trade.refund(order, 1), 'refunded');
    const html = await (await fetch(link, { method: 'POST' })).text();
    assert.equal(codeIn(html), undefined);
    assert.match(html, /Refunded/);
    assert.equal(trade.linesOf(order)[0]!.revealed_at, 0);
  });

  test('after they were seen is refused, unless it is money only or the owner allows it', async () => {
    const order = trade.paidOrder(game);
    assert.ok(codeIn(await (await fetch(trade.linkOf(order), { method: 'POST' })).text()));
    assert.match(trade.refund(order, 1), /were seen/);
    assert.equal(trade.linesOf(order)[0]!.closed_at, 0);
    assert.equal(trade.refund(order, 0, 1), 'refunded');
    trade.shop.php(
      `update_option( 'kameng_shop', array_merge( get_option( 'kameng_shop' ), array( 'refund_seen' => '1' ) ) );`,
    );
    const other = trade.paidOrder(game);
    assert.ok(codeIn(await (await fetch(trade.linkOf(other), { method: 'POST' })).text()));
    assert.equal(trade.refund(other, 1), 'refunded');
    trade.shop.php(
      `update_option( 'kameng_shop', array_merge( get_option( 'kameng_shop' ), array( 'refund_seen' => '' ) ) );`,
    );
  });

  test('of codes that were seen at the pool itself is refused too', async () => {
    const order = trade.paidOrder(game);
    await fetch(`${trade.pool.url}/v1/orders/${trade.linesOf(order)[0]!.pool_order}/reveal`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_demo', 'Content-Type': 'application/json' },
      body: '{}',
    });
    assert.match(trade.refund(order, 1), /were seen/);
  });

  test('of one code of several is refused, of a line that was not bought buys less', async () => {
    const order = trade.paidOrder(game, 2);
    assert.match(trade.refund(order, 1), /One code of several/);
    const held = trade.paidOrder(forced.priceMoved, 2);
    assert.equal(trade.refund(held, 1), 'refunded');
    assert.equal(trade.linesOf(held)[0]!.quantity, 1);
    assert.equal(trade.refund(held, 1), 'refunded');
    assert.equal(trade.linesOf(held)[0]!.state, 'cancelled');
  });

  test('that the gateway refuses leaves everything as it was', () => {
    const order = trade.paidOrder(game);
    const said = trade.shop.php(
      `$order = wc_get_order( ${order} ); $items = $order->get_items(); $item = reset( $items ); $made = wc_create_refund( array( 'order_id' => ${order}, 'amount' => $item->get_total(), 'refund_payment' => true, 'line_items' => array( $item->get_id() => array( 'qty' => 1, 'refund_total' => $item->get_total() ) ) ) ); echo is_wp_error( $made ) ? $made->get_error_message() : 'refunded';`,
    );
    assert.match(said, /gateway/);
    assert.equal(trade.linesOf(order)[0]!.closed_at, 0);
    assert.notEqual(trade.linkOf(order), '');
  });

  test('while nobody knows whether it was bought leads to a look, not to a purchase', async () => {
    trade.pointPoolTo('http://127.0.0.1:9');
    const order = trade.paidOrder(game);
    assert.equal(trade.refund(order, 1), 'refunded');
    trade.pointPoolTo(trade.pool.url);
    const started = await trade.spent();
    trade.comeDue(order);
    assert.equal(trade.linesOf(order)[0]!.state, 'cancelled');
    assert.equal(await trade.spent(), started);
  });

  test('an order that is cancelled buys nothing and shows nothing', () => {
    const held = trade.paidOrder(forced.priceMoved);
    const bought = trade.paidOrder(game);
    for (const order of [held, bought]) trade.shop.php(`wc_get_order( ${order} )->update_status( 'cancelled' );`);
    assert.equal(trade.linesOf(held)[0]!.state, 'cancelled');
    assert.ok(trade.linesOf(bought)[0]!.closed_at > 0);
    assert.equal(trade.linkOf(bought), '');
  });
});

test('with debugging on, WordPress had nothing to say about the plugin', () => {
  assert.deepEqual(trade.shop.complaints(), []);
});
