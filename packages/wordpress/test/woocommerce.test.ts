/**
 * The plugin in a shop: connected, filled, priced, bought from, refunded. The same tests run on our stand-in for WooCommerce and,
 * with WOO_DIR, on a real one.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { logIn, openBrowser } from './site/open-browser.ts';
import type { DatabaseKind } from './site/open-database.ts';
import { openPool, type Pool } from './site/open-pool.ts';
import { openShop, type Shop } from './site/open-shop.ts';
import { buyByStoreApi } from './site/store-api.ts';
import { until } from './site/until.ts';

const database = (process.env.WORDPRESS_TEST_DATABASE ?? 'mariadb') as DatabaseKind;
const game = 'prd_01k0dem0game00000000000001';
const course = 'prd_01k0dem0c0rs00000000000001';
const lastThree = 'prd_01k0dem01ast00000000000001';
const soldOut = 'prd_01k0dem0n0ne00000000000001';
const forced = {
  partial: 'prd_01k0dem0test00000000000002',
  priceMoved: 'prd_01k0dem0test00000000000003',
  slow: 'prd_01k0dem0test00000000000004',
  down: 'prd_01k0dem0test00000000000005',
};

interface Line {
  id: number;
  item_id: number;
  state: string;
  reason: string;
  delivered: number;
  quantity: number;
  pool_order: string;
  reference: string;
  max_minor: number;
  attempts: number;
  revealed_at: number;
  closed_at: number;
  mailed_at: number;
}

let pool: Pool;
let shop: Shop;
let browser: Browser;
let owner: Page;
const ids: Record<string, number> = {};

before(async () => {
  pool = await openPool();
  shop = await openShop(database);
  process.stdout.write(`${shop.woocommerce} on WordPress ${shop.version}, ${database}\n`);
  browser = await openBrowser();
  owner = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  owner.setDefaultTimeout(30_000);
  await logIn(owner, shop);
});
after(async () => {
  await browser?.close();
  await shop?.close();
  await pool?.close();
});

const json = <Value>(code: string) => JSON.parse(shop.php(`echo wp_json_encode( ${code} );`)) as Value;
const linesOf = (order: number) => json<Line[]>(`Kameng\\Line\\LineTable::of_order( ${order} )`);
const notesOf = (order: number) =>
  json<string[]>(`wp_list_pluck( wc_get_order_notes( array( 'order_id' => ${order} ) ), 'content' )`);
const statusOf = (order: number) => shop.php(`echo wc_get_order( ${order} )->get_status();`);
const page = (tab: string) => `${shop.url}/wp-admin/admin.php?page=kameng-shop&tab=${tab}`;
const notice = async () => (await owner.locator('.kameng-notice').textContent()) ?? '';
async function ask<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(`${pool.url}${path}`, { headers: { Authorization: 'Bearer sk_test_demo' } });
  return (await answer.json()) as Answer;
}
/** What the shop paid for purchases so far; a refund of another test's order, which may come late, is no part of it. */
async function spent(): Promise<number> {
  type Page = { data: { kind: string; amount: { amount_minor: number } }[]; next_cursor: string | null };
  let sum = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page = await ask<Page>(`/v1/ledger_entries?limit=100${cursor && `&cursor=${cursor}`}`);
    for (const { kind, amount } of page.data) if (kind === 'payment') sum -= amount.amount_minor;
    cursor = page.next_cursor;
  }
  return sum;
}
const priceOf = async (product: string) =>
  (await ask<{ price: { amount_minor: number } }>(`/v1/products/${product}`)).price.amount_minor;
/** A paid order made by the shop itself, and its id. */
const paidOrder = (product: string, quantity = 1, pay = true) =>
  Number(
    shop.php(
      `$order = wc_create_order(); $order->add_product( wc_get_product( ${ids[product]} ), ${quantity} ); $order->set_billing_email( 'owner-made@example.com' ); $order->calculate_totals(); $order->save(); ${pay ? '$order->payment_complete();' : ''} echo $order->get_id();`,
    ),
  );
/** What wc_create_refund says: `refunded`, or why not. */
const refund = (order: number, quantity: number, amount = 0) =>
  shop.php(
    `$order = wc_get_order( ${order} ); $items = $order->get_items(); $item = reset( $items ); $amount = ${amount} ?: round( $item->get_total() / $item->get_quantity() * ${quantity}, 2 ); $lines = ${quantity} ? array( $item->get_id() => array( 'qty' => ${quantity}, 'refund_total' => $amount ) ) : array(); $made = wc_create_refund( array( 'order_id' => ${order}, 'amount' => $amount, 'line_items' => $lines ) ); echo is_wp_error( $made ) ? $made->get_error_message() : 'refunded';`,
  );
const pointPoolTo = (url: string) =>
  shop.php(
    `update_option( 'kameng_shop', array_merge( get_option( 'kameng_shop' ), array( 'sandbox_pool' => '${url}' ) ) );`,
  );
/** The hourly look, when the time of an order's lines has come. */
const comeDue = (order: number) =>
  shop.php(
    `global $wpdb; $wpdb->query( $wpdb->prepare( 'UPDATE %i SET next_at = 1 WHERE order_id = %d', Kameng\\Line\\LineTable::name(), ${order} ) ); do_action( 'kameng_sweep' );`,
  );
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
const linkOf = (order: number) => shop.php(`echo Kameng\\View\\CodesLink::for_mail( wc_get_order( ${order} ) );`);
const codeIn = (html: string) => /<dd><code>([^<]+)<\/code>/.exec(html)?.[1];

describe('the owner', () => {
  test('connects with a key that is never shown again', async () => {
    await owner.goto(`${shop.url}/wp-admin/admin.php?page=kameng-shop`);
    await owner.locator('#kameng-mode').selectOption('sandbox');
    await owner.locator('#kameng-sandbox_pool').fill(`${pool.url}/console`);
    await owner.locator('#kameng-sandbox_key').fill('sk_live_wrong_kind');
    await owner.locator('#submit').click();
    assert.match(await notice(), /cannot be right/);
    await owner.locator('#kameng-sandbox_key').fill('sk_test_nobody');
    await owner.locator('#submit').click();
    assert.match(await notice(), /does not accept the secret key/);
    await owner.locator('#kameng-sandbox_key').fill('sk_test_demo');
    await owner.locator('#submit').click();
    assert.match(await notice(), /tells this shop when prices/);
    assert.ok(!(await owner.content()).includes('sk_test_demo'), 'the key is in the page');
    const { data } = await ask<{ data: { url: string }[] }>('/v1/webhook_endpoints');
    assert.equal(data.filter(({ url }) => url === `${shop.url}/wp-json/kameng/v1/webhook`).length, 1);
    assert.equal(
      shop.php(
        `define( 'KAMENG_SANDBOX_KEY', 'sk_test_constant' ); echo Kameng\\Store\\ShopSettings::key( 'sandbox' );`,
      ),
      'sk_test_constant',
      'a key in wp-config.php wins',
    );
  });

  test('imports ticked products, with prices by the rule, pictures and categories', async () => {
    await owner.goto(page('settings'));
    await owner.locator('#kameng-margin').fill('5');
    await owner.locator('#kameng-rounding').selectOption('whole');
    await owner.locator('#submit').click();
    await owner.goto(`${page('import')}&kind=game`);
    await owner.locator(`#${game}`).check();
    await owner.locator('select[name=status]').selectOption('publish');
    await owner.getByRole('button', { name: 'Import ticked' }).click();
    await owner.getByText('Done: 1 new, 0 there before, 0 failed.').waitFor();
    const [id] = json<number[]>(`Kameng\\Catalog\\FindProducts::of_pool( '${game}' )`);
    ids[game] = id!;
    const cost = await priceOf(game);
    const made = json<Record<string, unknown>>(
      `( static function () { $p = wc_get_product( ${id} ); return array( 'price' => $p->get_price(), 'virtual' => $p->is_virtual(), 'image' => get_post_mime_type( $p->get_image_id() ), 'stock' => $p->get_stock_status(), 'categories' => wp_list_pluck( get_the_terms( ${id}, 'product_cat' ), 'name' ), 'status' => $p->get_status() ); } )()`,
    );
    const price = Math.ceil((cost + Math.ceil(cost * 0.05)) / 100);
    assert.deepEqual(made, {
      price: `${price}.00`,
      virtual: true,
      image: 'image/svg+xml',
      stock: 'instock',
      categories: ['Game cards'],
      status: 'publish',
    });
    await owner.reload();
    assert.ok(await owner.locator(`#${game}`).isDisabled(), 'it is not offered twice');
  });

  test('imports all that match as variations of their brands, with a bar', async () => {
    await owner.goto(`${page('import')}&kind=course`);
    await owner.locator('input[name=grouped]').check();
    await owner.locator('select[name=status]').selectOption('publish');
    await owner.getByRole('button', { name: 'Import all that match' }).click();
    await owner.getByText(/^Done: \d+ new, 0 there before, 0 failed\.$/).waitFor();
    const [id] = json<number[]>(`Kameng\\Catalog\\FindProducts::of_pool( '${course}' )`);
    ids[course] = id!;
    const made = json<{ type: string; parent: string; values: string[]; price: string }>(
      `( static function () { $v = wc_get_product( ${id} ); $p = wc_get_product( $v->get_parent_id() ); $a = $p->get_attributes(); return array( 'type' => $v->get_type(), 'parent' => $p->get_type(), 'values' => reset( $a )->get_options(), 'price' => $v->get_price() ); } )()`,
    );
    assert.deepEqual([made.type, made.parent], ['variation', 'variable']);
    assert.ok(made.values.length >= 1 && Number(made.price) > 0);
  });

  test('the import is for those who run the shop', async () => {
    assert.equal((await fetch(`${shop.url}/wp-json/kameng/v1/imports`)).status, 401);
    const answer = await fetch(`${shop.url}/wp-json/kameng/v1/imports`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ products: [game] }),
    });
    assert.equal(answer.status, 401);
  });

  test('sees that the machinery is well, and what is not', async () => {
    await owner.goto(page('status'));
    await owner.getByRole('button', { name: /Compare prices/ }).click();
    assert.match(await notice(), /as the pool has them now/);
    const row = (name: string) => owner.locator('.kameng-checks tr', { hasText: name });
    for (const name of ['Pool and key', 'Messages from the pool', 'Address for messages', 'Clock', 'Hourly look'])
      assert.match((await row(name).textContent()) ?? '', /Good/, name);
    assert.match((await row('Encryption').textContent()) ?? '', /Look here.*not https/);
  });
});

describe('price and stock', () => {
  test('follow the pool by the feed, and a margin of a product wins over the shop’s', () => {
    for (const [name, id] of Object.entries({ lastThree, soldOut, ...forced })) {
      const made = json<{ result: string; id: number }>(
        `Kameng\\Catalog\\ImportProduct::run( '${id}', false, 'publish' )`,
      );
      assert.equal(made.result, 'made', name);
      ids[id] = made.id;
    }
    assert.equal(shop.php(`echo wc_get_product( ${ids[soldOut]} )->get_stock_status();`), 'outofstock');
    const before = shop.php(`echo wc_get_product( ${ids[game]} )->get_price();`);
    const after = shop.php(
      `$p = wc_get_product( ${ids[game]} ); $p->update_meta_data( '_kameng_margin', '0' ); $p->set_stock_status( 'outofstock' ); $p->save(); delete_option( 'kameng_changes' ); $t = json_decode( $p->get_meta( '_kameng_terms' ), true ); $t['sequence'] = 0; $p->update_meta_data( '_kameng_terms', wp_json_encode( $t ) ); $p->save(); Kameng\\Line\\Sweep::run(); $p = wc_get_product( ${ids[game]} ); echo $p->get_price(), ' ', $p->get_stock_status();`,
    );
    assert.ok(Number(after.split(' ')[0]) < Number(before), `${after} is not below ${before}`);
    assert.equal(after.split(' ')[1], 'instock');
  });

  test('a message that is not signed by the pool is refused, a signed one is believed once', async () => {
    const url = `${shop.url}/wp-json/kameng/v1/webhook`;
    const body = JSON.stringify({ id: 'evt_x', type: 'product.updated', data: { object: game, sequence: 9_000_000 } });
    const headers = { 'Content-Type': 'application/json', 'webhook-id': 'evt_x' };
    assert.equal((await fetch(url, { method: 'POST', headers, body })).status, 401);
    const time = Math.floor(Date.now() / 1000);
    const signature = shop.php(
      `$e = get_option( 'kameng_webhooks' )['sandbox']['secret']; echo 'v1,' . base64_encode( hash_hmac( 'sha256', 'evt_x.${time}.' . base64_decode( '${Buffer.from(body).toString('base64')}' ), base64_decode( substr( $e, 6 ) ), true ) );`,
    );
    const signed = { ...headers, 'webhook-timestamp': String(time), 'webhook-signature': signature };
    shop.php(`$p = wc_get_product( ${ids[game]} ); $p->set_stock_status( 'outofstock' ); $p->save();`);
    assert.equal((await fetch(url, { method: 'POST', headers: signed, body })).status, 204);
    assert.equal(shop.php(`echo wc_get_product( ${ids[game]} )->get_stock_status();`), 'instock');
    // The same message again is old news: what the shop did in between stays.
    shop.php(`$p = wc_get_product( ${ids[game]} ); $p->set_stock_status( 'outofstock' ); $p->save();`);
    assert.equal((await fetch(url, { method: 'POST', headers: signed, body })).status, 204);
    assert.equal(shop.php(`echo wc_get_product( ${ids[game]} )->get_stock_status();`), 'outofstock');
    shop.php(`$p = wc_get_product( ${ids[game]} ); $p->set_stock_status( 'instock' ); $p->save();`);
    const moved = { ...signed, 'webhook-timestamp': String(time - 600) };
    assert.equal((await fetch(url, { method: 'POST', headers: moved, body })).status, 401, 'a recording');
  });
});

describe('a buyer', () => {
  let order = 0;

  test('buys through the Store API; the code is bought once and mailed as a link', async () => {
    const started = await spent();
    const bought = await buyByStoreApi(shop, [{ id: ids[game]!, quantity: 1 }], 'buyer@example.com');
    assert.equal(bought.status, 200, bought.message);
    order = bought.order;
    const [line] = linesOf(order);
    assert.deepEqual([line!.state, line!.delivered], ['delivered', 1]);
    assert.equal((await spent()) - started, await priceOf(game));
    assert.equal(statusOf(order), 'completed');
    const mails = shop.mails().filter(({ subject }) => subject.startsWith('Your codes for order'));
    assert.deepEqual(
      mails.map(({ to }) => to),
      ['buyer@example.com'],
    );
    assert.match(mails[0]!.body, /kameng_codes=/);
  });

  test('sees the codes only after pressing the button, and the database never holds them', async () => {
    const link = linkOf(order);
    const looked = await fetch(link);
    const html = await looked.text();
    assert.match(html, /Show the codes/);
    assert.equal(codeIn(html), undefined);
    assert.match(looked.headers.get('cache-control') ?? '', /no-store/);
    assert.equal(linesOf(order)[0]!.revealed_at, 0);
    const shown = await (await fetch(link, { method: 'POST' })).text();
    const code = codeIn(shown);
    assert.match(code ?? '', /^[A-Z0-9]{4}/);
    assert.ok(linesOf(order)[0]!.revealed_at > 0);
    const found = shop.php(
      `global $wpdb; $hits = 0; foreach ( $wpdb->get_col( 'SHOW TABLES' ) as $table ) { foreach ( $wpdb->get_results( "SELECT * FROM $table", ARRAY_N ) as $row ) { $hits += substr_count( implode( ' ', $row ), '${code}' ); } } echo $hits;`,
    );
    assert.equal(found, '0');
    assert.equal((await fetch(link.replace(/\.\d{10}\./, '.9999999999.'))).status, 404, 'a changed link');
  });

  test('finds them on the thank-you page and in My Account', async () => {
    const received = shop.php(`echo wc_get_order( ${order} )->get_checkout_order_received_url();`);
    const visitor = await (await browser.newContext()).newPage();
    await visitor.goto(received);
    // A guest proves the address first when some minutes have passed; now the key in the link is enough.
    await visitor.locator('.kameng-codes').getByRole('link', { name: 'Show your codes' }).waitFor();
    await visitor.context().close();
    shop.php(`$o = wc_get_order( ${order} ); $o->set_customer_id( 1 ); $o->save();`);
    await owner.goto(shop.php(`echo wc_get_order( ${order} )->get_view_order_url();`));
    await owner.locator('.kameng-codes').getByRole('link', { name: 'Show your codes' }).click();
    await owner.getByRole('button', { name: 'Show the codes' }).click();
    await owner.locator('dd code').first().waitFor();
  });

  test('is told before paying when the price has moved or the stock is gone', async () => {
    shop.php(`$p = wc_get_product( ${ids[game]} ); $p->set_regular_price( '0.50' ); $p->save();`);
    const cheap = await buyByStoreApi(shop, [{ id: ids[game]!, quantity: 1 }], 'late@example.com');
    assert.equal(cheap.status, 409);
    assert.match(cheap.message, /has just changed/);
    assert.ok(Number(shop.php(`echo wc_get_product( ${ids[game]} )->get_price();`)) > 1, 'the shop has learnt it');
    shop.php(`$p = wc_get_product( ${ids[soldOut]} ); $p->set_stock_status( 'instock' ); $p->save();`);
    const gone = await buyByStoreApi(shop, [{ id: ids[soldOut]!, quantity: 1 }], 'late@example.com');
    assert.equal(gone.status, 409);
    assert.match(gone.message, /sold out/);
    assert.equal(shop.php(`echo wc_get_product( ${ids[soldOut]} )->get_stock_status();`), 'outofstock');
    pointPoolTo('http://127.0.0.1:9');
    const blind = await buyByStoreApi(shop, [{ id: ids[game]!, quantity: 1 }], 'late@example.com');
    pointPoolTo(pool.url);
    assert.equal(blind.status, 409);
    assert.match(blind.message, /try again in a minute/);
  });
});

test(
  'a buyer fills in the block checkout and has the code on the thank-you page',
  { skip: process.env.WOO_DIR === undefined && 'the block checkout is WooCommerce’s own: give WOO_DIR' },
  async () => {
    const context = await browser.newContext({ locale: 'en' });
    const visitor = await context.newPage();
    visitor.setDefaultTimeout(60_000);
    await visitor.goto(`${shop.url}/?add-to-cart=${ids[game]}`);
    await visitor.goto(shop.php(`echo wc_get_checkout_url();`));
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
    shop.php(
      `$p = wc_get_product( ${ids[soldOut]} ); $p->set_stock_status( 'instock' ); $p->save(); $o = wc_create_order(); $o->add_product( $p, 1 ); $o->save(); try { do_action( '${hook}', $o, array() ); echo 'taken'; } catch ( Exception $e ) { echo $e->getMessage(); }`,
    );
  for (const hook of ['woocommerce_checkout_create_order', 'woocommerce_before_pay_action'])
    assert.match(refusal(hook), /sold out/, hook);
});

test('cash on delivery buys nothing before the shop has the cash', async () => {
  const { order } = await buyByStoreApi(shop, [{ id: ids[game]!, quantity: 1 }], 'cash@example.com', 'cod');
  assert.equal(statusOf(order), 'processing');
  shop.php(`do_action( 'kameng_sweep' );`);
  assert.deepEqual(linesOf(order), []);
  assert.ok(notesOf(order).some((note) => note.startsWith('Cash on delivery')));
  shop.php(`wc_get_order( ${order} )->update_status( 'completed' );`);
  assert.equal(linesOf(order)[0]!.state, 'delivered');
});

test('a product that becomes the pool’s does not buy for orders that were paid before', () => {
  const [order, product] = shop
    .php(
      `$p = new WC_Product_Simple(); $p->set_name( 'Own' ); $p->set_regular_price( '90' ); $p->save(); $o = wc_create_order(); $o->add_product( $p, 1 ); $o->calculate_totals(); $o->save(); $o->payment_complete(); echo $o->get_id(), ' ', $p->get_id();`,
    )
    .split(' ')
    .map(Number);
  shop.php(
    `$p = wc_get_product( ${product} ); $p->update_meta_data( '_kameng_product', '${game}' ); $p->save(); do_action( 'kameng_sweep' ); wc_get_order( ${order} )->update_status( 'completed' );`,
  );
  assert.deepEqual(linesOf(order!), []);
  shop.php(`$p = wc_get_product( ${product} ); $p->delete_meta_data( '_kameng_product' ); $p->save();`);
});

test(
  'WooCommerce knows that its own order tables and the block checkout are fine with us',
  { skip: process.env.WOO_DIR === undefined && 'only a real WooCommerce can say so: give WOO_DIR' },
  () => {
    const said = json<{ compatible: string[]; tables: boolean }>(
      `array( 'compatible' => Automattic\\WooCommerce\\Utilities\\FeaturesUtil::get_compatible_features_for_plugin( 'kameng/kameng.php' )['compatible'], 'tables' => Automattic\\WooCommerce\\Utilities\\OrderUtil::custom_orders_table_usage_is_enabled() )`,
    );
    assert.ok(said.tables, 'these tests ran on WooCommerce’s own order tables');
    for (const feature of ['custom_order_tables', 'cart_checkout_blocks'])
      assert.ok(said.compatible.includes(feature), feature);
  },
);

describe('a purchase', () => {
  test('is made once however often the shop says that it was paid', async () => {
    const started = await spent();
    const order = paidOrder(game);
    shop.php(
      `do_action( 'woocommerce_payment_complete', ${order} ); do_action( 'woocommerce_order_status_changed', ${order}, 'pending', 'processing', wc_get_order( ${order} ) ); do_action( 'kameng_buy_order', ${order} ); Kameng\\Line\\Sweep::run();`,
    );
    assert.equal((await spent()) - started, await priceOf(game));
    assert.equal(notesOf(order).filter((note) => note.includes(': Delivered')).length, 1);
  });

  test('waits for a pool that is down, and is made when it is back', async () => {
    pointPoolTo('http://127.0.0.1:9');
    const order = paidOrder(game);
    assert.equal(linesOf(order)[0]!.state, 'again');
    assert.equal(statusOf(order), 'processing');
    pointPoolTo(pool.url);
    comeDue(order);
    assert.equal(linesOf(order)[0]!.state, 'delivered');
    assert.equal(statusOf(order), 'completed');
  });

  test('is held with a reason when the pool refuses, the owner is told and can try again from the list', async () => {
    const order = paidOrder(forced.priceMoved);
    const [line] = linesOf(order);
    assert.deepEqual([line!.state, line!.reason], ['held', 'price_moved']);
    assert.ok(shop.mails().some(({ subject }) => subject.includes(`Order ${order} needs you`)));
    assert.ok(notesOf(order).some((note) => note.includes('Nothing') || note.includes('nothing bought')));
    await owner.goto(page('purchases'));
    const row = owner.locator('.kameng-lines tr', { hasText: `#${order}` }).first();
    await row.getByRole('button', { name: 'Buy at the new price' }).click();
    assert.match(await notice(), /reason is in the list/);
  });

  test('of more than there is is held, and nothing is charged', async () => {
    const first = paidOrder(lastThree, 3);
    assert.equal(linesOf(first)[0]!.state, 'delivered');
    const started = await spent();
    const order = paidOrder(lastThree);
    assert.deepEqual([linesOf(order)[0]!.state, linesOf(order)[0]!.reason], ['held', 'sold_out']);
    assert.equal(await spent(), started);
  });

  test('that comes late is mailed when it comes, by the pool’s own message', async () => {
    const order = paidOrder(forced.slow);
    assert.equal(linesOf(order)[0]!.state, 'waiting');
    const mailed = () => shop.mails().filter(({ subject }) => subject === `Your codes for order ${order}`).length;
    assert.equal(mailed(), 0);
    await until(() => linesOf(order)[0]!.state === 'delivered', 'the message about the delivery');
    assert.equal(mailed(), 1);
    const event = (
      await ask<{ data: { id: string; type: string; data: { client_reference: string } }[] }>('/v1/events?limit=50')
    ).data.find(
      ({ type, data }) => type === 'order.delivered' && data.client_reference === linesOf(order)[0]!.reference,
    );
    const last = shop.php(`echo get_option( 'kameng_webhook_at' );`);
    shop.php(`update_option( 'kameng_webhook_at', 1 );`);
    await fetch(`${pool.url}/v1/events/${event!.id}/redeliver`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_demo' },
    });
    await until(
      () => Number(shop.php(`echo get_option( 'kameng_webhook_at' );`)) >= Number(last),
      'the second message',
    );
    assert.equal(mailed(), 1, 'the message came twice, the mail once');
  });

  test('that comes in part says so to owner and buyer', async () => {
    const order = paidOrder(forced.partial, 2);
    await until(() => linesOf(order)[0]!.state === 'short', 'a part');
    assert.equal(linesOf(order)[0]!.delivered, 1);
    assert.ok(notesOf(order).some((note) => note.includes('1 of 2 codes came')));
    assert.equal(statusOf(order), 'processing');
  });

  test('that the pool gives back can be made again under a name of its own', async () => {
    const order = paidOrder(forced.down);
    const { reference } = linesOf(order)[0]!;
    await until(() => linesOf(order)[0]!.state === 'refunded', 'the refund');
    await owner.goto(page('purchases'));
    await owner
      .locator('.kameng-lines tr', { hasText: `#${order}` })
      .first()
      .getByRole('button', { name: 'Buy again' })
      .click();
    assert.match(await notice(), /Bought\. The codes come from the supplier/);
    assert.equal(linesOf(order)[0]!.reference, `${reference}.2`);
  });
});

describe('a refund', () => {
  test('before the codes were seen closes their link for good', async () => {
    const order = paidOrder(game);
    const link = linkOf(order);
    assert.equal(refund(order, 1), 'refunded');
    const html = await (await fetch(link, { method: 'POST' })).text();
    assert.equal(codeIn(html), undefined);
    assert.match(html, /Refunded/);
    assert.equal(linesOf(order)[0]!.revealed_at, 0);
  });

  test('after they were seen is refused, unless it is money only or the owner allows it', async () => {
    const order = paidOrder(game);
    assert.ok(codeIn(await (await fetch(linkOf(order), { method: 'POST' })).text()));
    assert.match(refund(order, 1), /were seen/);
    assert.equal(linesOf(order)[0]!.closed_at, 0);
    assert.equal(refund(order, 0, 1), 'refunded');
    shop.php(
      `update_option( 'kameng_shop', array_merge( get_option( 'kameng_shop' ), array( 'refund_seen' => '1' ) ) );`,
    );
    const other = paidOrder(game);
    assert.ok(codeIn(await (await fetch(linkOf(other), { method: 'POST' })).text()));
    assert.equal(refund(other, 1), 'refunded');
    shop.php(
      `update_option( 'kameng_shop', array_merge( get_option( 'kameng_shop' ), array( 'refund_seen' => '' ) ) );`,
    );
  });

  test('of codes that were seen at the pool itself is refused too', async () => {
    const order = paidOrder(game);
    await fetch(`${pool.url}/v1/orders/${linesOf(order)[0]!.pool_order}/reveal`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_demo', 'Content-Type': 'application/json' },
      body: '{}',
    });
    assert.match(refund(order, 1), /were seen/);
  });

  test('of one code of several is refused, of a line that was not bought buys less', async () => {
    const order = paidOrder(game, 2);
    assert.match(refund(order, 1), /One code of several/);
    const held = paidOrder(forced.priceMoved, 2);
    assert.equal(refund(held, 1), 'refunded');
    assert.equal(linesOf(held)[0]!.quantity, 1);
    assert.equal(refund(held, 1), 'refunded');
    assert.equal(linesOf(held)[0]!.state, 'cancelled');
  });

  test('that the gateway refuses leaves everything as it was', () => {
    const order = paidOrder(game);
    const said = shop.php(
      `$order = wc_get_order( ${order} ); $items = $order->get_items(); $item = reset( $items ); $made = wc_create_refund( array( 'order_id' => ${order}, 'amount' => $item->get_total(), 'refund_payment' => true, 'line_items' => array( $item->get_id() => array( 'qty' => 1, 'refund_total' => $item->get_total() ) ) ) ); echo is_wp_error( $made ) ? $made->get_error_message() : 'refunded';`,
    );
    assert.match(said, /gateway/);
    assert.equal(linesOf(order)[0]!.closed_at, 0);
    assert.notEqual(linkOf(order), '');
  });

  test('while nobody knows whether it was bought leads to a look, not to a purchase', async () => {
    pointPoolTo('http://127.0.0.1:9');
    const order = paidOrder(game);
    assert.equal(refund(order, 1), 'refunded');
    pointPoolTo(pool.url);
    const started = await spent();
    comeDue(order);
    assert.equal(linesOf(order)[0]!.state, 'cancelled');
    assert.equal(await spent(), started);
  });

  test('an order that is cancelled buys nothing and shows nothing', () => {
    const held = paidOrder(forced.priceMoved);
    const bought = paidOrder(game);
    for (const order of [held, bought]) shop.php(`wc_get_order( ${order} )->update_status( 'cancelled' );`);
    assert.equal(linesOf(held)[0]!.state, 'cancelled');
    assert.ok(linesOf(bought)[0]!.closed_at > 0);
    assert.equal(linkOf(bought), '');
  });
});

describe('at once', { skip: database === 'mariadb' ? false : 'SQLite has one writer; this lane is MariaDB’s' }, () => {
  test('twenty paid orders of one product are bought twenty times', async () => {
    const orders = json<number[]>(
      `array_map( static function () { $o = wc_create_order(); $o->add_product( wc_get_product( ${ids[game]} ), 1 ); $o->calculate_totals(); $o->save(); return $o->get_id(); }, range( 1, 20 ) )`,
    );
    const started = await spent();
    await shop.phpAtOnce(orders.map((order) => `wc_get_order( ${order} )->payment_complete();`));
    const all = json<Line[]>(
      `array_merge( ...array_map( array( 'Kameng\\Line\\LineTable', 'of_order' ), ${`array( ${orders.join(', ')} )`} ) )`,
    );
    assert.deepEqual(new Set(all.map(({ state }) => state)), new Set(['delivered']));
    assert.equal(new Set(all.map(({ pool_order }) => pool_order)).size, 20);
    assert.equal((await spent()) - started, 20 * (await priceOf(game)));
  });

  test('twenty processes that hear of one payment buy once and mail once', async () => {
    const order = paidOrder(game, 1, false);
    const started = await spent();
    await shop.phpAtOnce(Array.from({ length: 20 }, () => `wc_get_order( ${order} )->payment_complete();`));
    await until(() => linesOf(order)[0]!.state === 'delivered', 'the delivery');
    assert.equal((await spent()) - started, await priceOf(game));
    assert.equal(linesOf(order).length, 1);
    assert.equal(shop.mails().filter(({ subject }) => subject === `Your codes for order ${order}`).length, 1);
    assert.equal(notesOf(order).filter((note) => note.includes(': Delivered')).length, 1);
  });
});

test('an order that had ended and is paid again is bought when the owner says so', async () => {
  const order = paidOrder(forced.priceMoved);
  shop.php(`wc_get_order( ${order} )->update_status( 'cancelled' );`);
  shop.php(`wc_get_order( ${order} )->update_status( 'processing' );`);
  assert.equal(linesOf(order)[0]!.state, 'cancelled');
  assert.ok(notesOf(order).some((note) => note.includes('were closed when it ended')));
  await owner.goto(page('purchases'));
  await owner
    .locator('.kameng-lines tr', { hasText: `#${order}` })
    .first()
    .getByRole('button', { name: 'Buy again' })
    .click();
  assert.equal(linesOf(order)[0]!.state, 'held');
});

test('a buyer’s data can be exported and erased', async () => {
  const order = paidOrder(game);
  shop.php(`$o = wc_get_order( ${order} ); $o->set_billing_email( 'leaving@example.com' ); $o->save();`);
  const link = linkOf(order);
  const call = <Value>(kind: string) =>
    json<Value>(
      `call_user_func( apply_filters( 'wp_privacy_personal_data_${kind}', array() )['kameng']['callback'], 'leaving@example.com', 1 )`,
    );
  const { data } = call<{ data: { data: { value: string }[] }[] }>('exporters');
  assert.ok(data[0]!.data.some(({ value }) => value === linesOf(order)[0]!.pool_order));
  assert.deepEqual(call<{ items_removed: boolean }>('erasers').items_removed, true);
  assert.equal(codeIn(await (await fetch(link, { method: 'POST' })).text()), undefined);
});

test('with debugging on, WordPress had nothing to say about the plugin', () => {
  assert.deepEqual(shop.complaints(), []);
});

test('deleted with the box ticked, it leaves no key, no table and no address at the pool', async () => {
  const left = () =>
    shop.php(
      `global $wpdb; echo implode( ',', array_merge( $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%kameng%' AND option_name NOT LIKE '%transient%'" ), $wpdb->get_col( "SHOW TABLES LIKE '%kameng%'" ) ) );`,
    );
  assert.match(left(), /kameng_shop/);
  shop.php(
    `update_option( 'kameng_settings', array_merge( (array) get_option( 'kameng_settings', array() ), array( 'delete' => '1' ) ) );`,
  );
  shop.php(`deactivate_plugins( 'kameng/kameng.php' ); delete_plugins( array( 'kameng/kameng.php' ) );`);
  assert.equal(left(), '');
  const { data } = await ask<{ data: { url: string }[] }>('/v1/webhook_endpoints');
  assert.equal(data.filter(({ url }) => url.startsWith(shop.url)).length, 0);
});
