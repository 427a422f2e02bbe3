/** How somebody buys codes in a shop: checked before paying, shown behind a signed link, kept and erased as promised. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { codeIn, game, lastThree, openTrade, soldOut, type Trade } from './site/open-trade.ts';
import { buyByStoreApi } from './site/store-api.ts';

let trade: Trade;
before(async () => void (trade = await openTrade({ products: [game, soldOut, lastThree] })));
after(() => trade?.close());

/** Presses the block checkout's button until it counts: while totals are on their way it takes no click. */
async function placeOrder(visitor: Page): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    await visitor
      .getByRole('button', { name: 'Place Order' })
      .click({ timeout: 10_000 })
      .catch(() => undefined);
    const arrived = visitor.waitForURL(/order-received/, { timeout: 15_000 }).then(
      () => true,
      () => false,
    );
    if (await arrived) return;
  }
  const said = await visitor.locator('.wc-block-components-notice-banner, [role=alert]').allTextContents();
  assert.fail(`the order was never placed: ${said.join(' ')}`);
}

describe('a buyer', () => {
  let order = 0;

  test('buys through the Store API; the code is bought once and mailed as a link', async () => {
    const started = await trade.spent();
    const bought = await buyByStoreApi(trade.shop, [{ id: trade.ids[game]!, quantity: 1 }], 'buyer@example.com');
    assert.equal(bought.status, 200, bought.message);
    order = bought.order;
    const [line] = trade.linesOf(order);
    assert.deepEqual([line!.state, line!.delivered], ['delivered', 1]);
    assert.equal((await trade.spent()) - started, await trade.priceOf(game));
    assert.equal(trade.statusOf(order), 'completed');
    const mails = trade.shop.mails().filter(({ subject }) => subject.startsWith('Your codes for order'));
    assert.deepEqual(
      mails.map(({ to }) => to),
      ['buyer@example.com'],
    );
    assert.match(mails[0]!.body, /kameng_codes=/);
  });

  test('sees the codes only after pressing the button, and the database never holds them', async () => {
    const link = trade.linkOf(order);
    const looked = await fetch(link);
    const html = await looked.text();
    assert.match(html, /Show the codes/);
    assert.equal(codeIn(html), undefined);
    assert.match(looked.headers.get('cache-control') ?? '', /no-store/);
    assert.equal(trade.linesOf(order)[0]!.revealed_at, 0);
    const shown = await (await fetch(link, { method: 'POST' })).text();
    const code = codeIn(shown);
    assert.match(code ?? '', /^[A-Z0-9]{4}/);
    assert.ok(trade.linesOf(order)[0]!.revealed_at > 0);
    const found = trade.shop.php(
      `global $wpdb; $hits = 0; foreach ( $wpdb->get_col( 'SHOW TABLES' ) as $table ) { foreach ( $wpdb->get_results( "SELECT * FROM $table", ARRAY_N ) as $row ) { $hits += substr_count( implode( ' ', $row ), '${code}' ); } } echo $hits;`,
    );
    assert.equal(found, '0');
    assert.equal((await fetch(link.replace(/\.\d{10}\./, '.9999999999.'))).status, 404, 'a changed link');
  });

  test('finds them on the thank-you page and in My Account', async () => {
    const received = trade.shop.php(`echo wc_get_order( ${order} )->get_checkout_order_received_url();`);
    const visitor = await (await trade.browser.newContext()).newPage();
    await visitor.goto(received);
    // A guest proves the address first when some minutes have passed; now the key in the link is enough.
    await visitor.locator('.kameng-codes').getByRole('link', { name: 'Show your codes' }).waitFor();
    await visitor.context().close();
    trade.shop.php(`$o = wc_get_order( ${order} ); $o->set_customer_id( 1 ); $o->save();`);
    await trade.owner.goto(trade.shop.php(`echo wc_get_order( ${order} )->get_view_order_url();`));
    await trade.owner.locator('.kameng-codes').getByRole('link', { name: 'Show your codes' }).click();
    await trade.owner.getByRole('button', { name: 'Show the codes' }).click();
    await trade.owner.locator('dd code').first().waitFor();
  });

  test('is told before paying when the price has moved or the stock is gone', async () => {
    trade.shop.php(`$p = wc_get_product( ${trade.ids[game]} ); $p->set_regular_price( '0.50' ); $p->save();`);
    const cheap = await buyByStoreApi(trade.shop, [{ id: trade.ids[game]!, quantity: 1 }], 'late@example.com');
    assert.equal(cheap.status, 409);
    assert.match(cheap.message, /has just changed/);
    assert.ok(
      Number(trade.shop.php(`echo wc_get_product( ${trade.ids[game]} )->get_price();`)) > 1,
      'the shop has learnt it',
    );
    trade.shop.php(`$p = wc_get_product( ${trade.ids[soldOut]} ); $p->set_stock_status( 'instock' ); $p->save();`);
    const gone = await buyByStoreApi(trade.shop, [{ id: trade.ids[soldOut]!, quantity: 1 }], 'late@example.com');
    assert.equal(gone.status, 409);
    assert.match(gone.message, /sold out/);
    assert.equal(trade.shop.php(`echo wc_get_product( ${trade.ids[soldOut]} )->get_stock_status();`), 'outofstock');
    trade.pointPoolTo('http://127.0.0.1:9');
    const blind = await buyByStoreApi(trade.shop, [{ id: trade.ids[game]!, quantity: 1 }], 'late@example.com');
    trade.pointPoolTo(trade.pool.url);
    assert.equal(blind.status, 409);
    assert.match(blind.message, /try again in a minute/);
  });
});

test(
  'a buyer fills in the block checkout and has the code on the thank-you page',
  { skip: process.env.WOO_DIR === undefined && 'the block checkout is WooCommerce’s own: give WOO_DIR' },
  async () => {
    const context = await trade.browser.newContext({ locale: 'en' });
    const visitor = await context.newPage();
    visitor.setDefaultTimeout(60_000);
    await visitor.goto(`${trade.shop.url}/?add-to-cart=${trade.ids[game]}`);
    await visitor.goto(trade.shop.php(`echo wc_get_checkout_url();`));
    await visitor.locator('#email').fill('blocks@example.com');
    const fields = {
      first_name: 'Lan',
      last_name: 'Chen',
      address_1: '1 Reading Road',
      city: 'Shanghai',
      postcode: '200000',
    };
    for (const [name, value] of Object.entries(fields)) await visitor.locator(`#billing-${name}`).fill(value);
    await visitor.locator('#billing-state').selectOption({ index: 9 });
    await visitor.getByRole('radio', { name: 'Cheque' }).check();
    await placeOrder(visitor);
    await visitor.locator('.kameng-codes').getByRole('link', { name: 'Show your codes' }).click();
    await visitor.getByRole('button', { name: 'Show the codes' }).click();
    assert.match((await visitor.locator('dd code').first().textContent()) ?? '', /^[A-Z0-9]{4}/);
    await context.close();
  },
);

test('the checkout by shortcode and a late payment are checked like the block checkout', () => {
  const refusal = (hook: string) =>
    trade.shop.php(
      `$p = wc_get_product( ${trade.ids[soldOut]} ); $p->set_stock_status( 'instock' ); $p->save(); $o = wc_create_order(); $o->add_product( $p, 1 ); $o->save(); try { do_action( '${hook}', $o, array() ); echo 'taken'; } catch ( Exception $e ) { echo $e->getMessage(); }`,
    );
  for (const hook of ['woocommerce_checkout_create_order', 'woocommerce_before_pay_action'])
    assert.match(refusal(hook), /sold out/, hook);
});

test('while a buyer pays, the codes are set aside; an order that ends or is tried again puts them back', async () => {
  const stock = async () => (await trade.ask<{ stock: string }>(`/v1/products/${lastThree}`)).stock;
  const hold = (order: number) =>
    trade.json<{ hold: string; cost: number }>(
      `Kameng\\Woo\\Shop::quote( current( wc_get_order( ${order} )->get_items() ) )`,
    );
  const beginToPay = (order: number) =>
    trade.shop.php(
      `try { do_action( 'woocommerce_before_pay_action', wc_get_order( ${order} ) ); echo 'may pay'; } catch ( Exception $e ) { echo $e->getMessage(); }`,
    );
  const order = trade.paidOrder(lastThree, 3, false);
  assert.equal(beginToPay(order), 'may pay');
  const { hold: first } = hold(order);
  assert.match(first, /^hld_/);
  assert.equal(await stock(), 'sold_out', 'to everybody else');
  assert.equal(beginToPay(order), 'may pay');
  assert.equal(hold(order).hold, first, 'the same buyer again keeps the hold');
  // A second try at the checkout has new items; the hold of the first ones does not stand in its way.
  trade.shop.php(
    `$o = wc_get_order( ${order} ); $o->remove_order_items(); $o->save(); $o = wc_get_order( ${order} ); $o->add_product( wc_get_product( ${trade.ids[lastThree]} ), 2 ); $o->save();`,
  );
  assert.equal(beginToPay(order), 'may pay');
  assert.notEqual(hold(order).hold, first);
  assert.equal(await stock(), 'low', 'one is for others');
  const rival = trade.paidOrder(lastThree, 2, false);
  assert.match(beginToPay(rival), /sold out/);
  trade.shop.php(`wc_get_order( ${order} )->update_status( 'cancelled' );`);
  assert.equal(hold(order).hold, '');
  assert.equal(beginToPay(rival), 'may pay');

  const before = await trade.spent();
  const { cost } = hold(rival);
  trade.shop.php(`wc_get_order( ${rival} )->payment_complete();`);
  const [line] = trade.linesOf(rival);
  assert.deepEqual([line!.state, line!.delivered], ['delivered', 2]);
  assert.equal((await trade.spent()) - before, cost);
  assert.equal(await stock(), 'low');
});

test('cash on delivery buys nothing before the shop has the cash', async () => {
  const { order } = await buyByStoreApi(trade.shop, [{ id: trade.ids[game]!, quantity: 1 }], 'cash@example.com', 'cod');
  assert.equal(trade.statusOf(order), 'processing');
  trade.shop.php(`do_action( 'kameng_sweep' );`);
  assert.deepEqual(trade.linesOf(order), []);
  assert.ok(trade.notesOf(order).some((note) => note.startsWith('Cash on delivery')));
  trade.shop.php(`wc_get_order( ${order} )->update_status( 'completed' );`);
  assert.equal(trade.linesOf(order)[0]!.state, 'delivered');
});

test('a product that becomes the pool’s does not buy for orders that were paid before', () => {
  const [order, product] = trade.shop
    .php(
      `$p = new WC_Product_Simple(); $p->set_name( 'Own' ); $p->set_regular_price( '90' ); $p->save(); $o = wc_create_order(); $o->add_product( $p, 1 ); $o->calculate_totals(); $o->save(); $o->payment_complete(); echo $o->get_id(), ' ', $p->get_id();`,
    )
    .split(' ')
    .map(Number);
  trade.shop.php(
    `$p = wc_get_product( ${product} ); $p->update_meta_data( '_kameng_product', '${game}' ); $p->save(); do_action( 'kameng_sweep' ); wc_get_order( ${order} )->update_status( 'completed' );`,
  );
  assert.deepEqual(trade.linesOf(order!), []);
  trade.shop.php(`$p = wc_get_product( ${product} ); $p->delete_meta_data( '_kameng_product' ); $p->save();`);
});

test('an owner who asks for it has sealed copies of seen codes, for when the pool is away, and nothing else is told', async () => {
  const look = async (order: number) => codeIn(await (await fetch(trade.linkOf(order), { method: 'POST' })).text());
  const kept = () =>
    Number(trade.shop.php(`global $wpdb; echo $wpdb->get_var( 'SELECT COUNT(*) FROM wp_kameng_kept' );`));
  const told = (code: string) =>
    trade.shop.php(
      `global $wpdb; $hits = 0; foreach ( $wpdb->get_col( 'SHOW TABLES' ) as $table ) { foreach ( $wpdb->get_results( "SELECT * FROM $table", ARRAY_N ) as $row ) { $hits += substr_count( implode( ' ', $row ), '${code}' ); } } foreach ( new RecursiveIteratorIterator( new RecursiveDirectoryIterator( WP_CONTENT_DIR, FilesystemIterator::SKIP_DOTS ) ) as $file ) { $hits += preg_match( '/\\.(log|jsonl|csv)$/', $file->getFilename() ) ? substr_count( file_get_contents( $file->getPathname() ), '${code}' ) : 0; } $export = call_user_func( apply_filters( 'wp_privacy_personal_data_exporters', array() )['kameng']['callback'], 'owner-made@example.com', 1 ); echo $hits + substr_count( wp_json_encode( $export ), '${code}' );`,
    );
  const unasked = trade.paidOrder(game);
  const first = await look(unasked);
  assert.equal(kept(), 0, 'nobody asked for copies');
  trade.pointPoolTo('http://127.0.0.1:9');
  assert.equal(await look(unasked), undefined);
  trade.pointPoolTo(trade.pool.url);

  await trade.owner.goto(trade.page('settings'));
  await trade.owner.locator('#kameng-keep').check();
  await trade.owner.locator('#submit').click();
  assert.match(await trade.notice(), /tells this shop when prices/);
  const order = trade.paidOrder(game);
  const code = await look(order);
  assert.ok(code !== undefined && first !== undefined && code !== first);
  assert.equal(kept(), 1);
  assert.equal(told(code), '0');
  trade.pointPoolTo('http://127.0.0.1:9');
  assert.equal(await look(order), code, 'seen again while the pool is away');
  assert.equal(told(code), '0');
  // The copy of another line, or the key of another site, opens nothing.
  const other = trade.json<null>(
    `Kameng\\Line\\KeptCodes::of( array_merge( Kameng\\Line\\LineTable::of_order( ${order} )[0], array( 'reference' => 'woo-other' ) ) )`,
  );
  assert.equal(other, null);
  trade.pointPoolTo(trade.pool.url);

  trade.shop.php(`Kameng\\Line\\LineTable::close( ${trade.linesOf(order)[0]!.id}, time(), true );`);
  assert.equal(kept(), 0, 'a closed link has no copy');
  await look(unasked);
  assert.equal(kept(), 1);
  await trade.owner.goto(trade.page('settings'));
  await trade.owner.locator('#kameng-keep').uncheck();
  await trade.owner.locator('#submit').click();
  assert.equal(kept(), 0, 'who no longer asks has none');
});

test('a buyer’s data can be exported and erased', async () => {
  const order = trade.paidOrder(game);
  trade.shop.php(`$o = wc_get_order( ${order} ); $o->set_billing_email( 'leaving@example.com' ); $o->save();`);
  const link = trade.linkOf(order);
  const call = <Value>(kind: string) =>
    trade.json<Value>(
      `call_user_func( apply_filters( 'wp_privacy_personal_data_${kind}', array() )['kameng']['callback'], 'leaving@example.com', 1 )`,
    );
  const { data } = call<{ data: { data: { value: string }[] }[] }>('exporters');
  assert.ok(data[0]!.data.some(({ value }) => value === trade.linesOf(order)[0]!.pool_order));
  assert.deepEqual(call<{ items_removed: boolean }>('erasers').items_removed, true);
  assert.equal(codeIn(await (await fetch(link, { method: 'POST' })).text()), undefined);
});

test('with debugging on, WordPress had nothing to say about the plugin', () => {
  assert.deepEqual(trade.shop.complaints(), []);
});
