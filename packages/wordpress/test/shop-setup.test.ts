/** How an owner brings the pool into a shop: connects it, imports products, sees that prices and stock follow, and takes it away again. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { game, course, forced, lastThree, openTrade, soldOut, type Trade } from './site/open-trade.ts';

let trade: Trade;
before(async () => void (trade = await openTrade({ connect: false })));
after(() => trade?.close());

describe('the owner', () => {
  test('connects with a key that is never shown again', async () => {
    await trade.owner.goto(`${trade.shop.url}/wp-admin/admin.php?page=kameng-shop`);
    await trade.owner.locator('#kameng-mode').selectOption('sandbox');
    await trade.owner.locator('#kameng-sandbox_pool').fill(`${trade.pool.url}/console`);
    await trade.owner.locator('#kameng-sandbox_key').fill('sk_live_wrong_kind');
    await trade.owner.locator('#submit').click();
    assert.match(await trade.notice(), /cannot be right/);
    await trade.owner.locator('#kameng-sandbox_key').fill('sk_test_nobody');
    await trade.owner.locator('#submit').click();
    assert.match(await trade.notice(), /does not accept the secret key/);
    await trade.owner.locator('#kameng-sandbox_key').fill('sk_test_demo');
    await trade.owner.locator('#submit').click();
    assert.match(await trade.notice(), /tells this shop when prices/);
    assert.ok(!(await trade.owner.content()).includes('sk_test_demo'), 'the key is in the page');
    const { data } = await trade.ask<{ data: { url: string }[] }>('/v1/webhook_endpoints');
    assert.equal(data.filter(({ url }) => url === `${trade.shop.url}/wp-json/kameng/v1/webhook`).length, 1);
    assert.equal(
      trade.shop.php(
        `define( 'KAMENG_SANDBOX_KEY', 'sk_test_constant' ); echo Kameng\\Store\\ShopSettings::key( 'sandbox' );`,
      ),
      'sk_test_constant',
      'a key in wp-config.php wins',
    );
  });

  test('imports ticked products, with prices by the rule, pictures and categories', async () => {
    await trade.owner.goto(trade.page('settings'));
    await trade.owner.locator('#kameng-margin').fill('5');
    await trade.owner.locator('#kameng-rounding').selectOption('whole');
    await trade.owner.locator('#submit').click();
    await trade.owner.goto(`${trade.page('import')}&kind=game`);
    await trade.owner.locator(`#${game}`).check();
    await trade.owner.locator('select[name=status]').selectOption('publish');
    await trade.owner.getByRole('button', { name: 'Import ticked' }).click();
    await trade.owner.getByText('Done: 1 new, 0 there before, 0 failed.').waitFor();
    const [id] = trade.json<number[]>(`Kameng\\Catalog\\FindProducts::of_pool( '${game}' )`);
    trade.ids[game] = id!;
    const cost = await trade.priceOf(game);
    const made = trade.json<Record<string, unknown>>(
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
    await trade.owner.reload();
    assert.ok(await trade.owner.locator(`#${game}`).isDisabled(), 'it is not offered twice');
  });

  test('imports all that match as variations of their brands, with a bar', async () => {
    await trade.owner.goto(`${trade.page('import')}&kind=course`);
    await trade.owner.locator('input[name=grouped]').check();
    await trade.owner.locator('select[name=status]').selectOption('publish');
    await trade.owner.getByRole('button', { name: 'Import all that match' }).click();
    await trade.owner.getByText(/^Done: \d+ new, 0 there before, 0 failed\.$/).waitFor();
    const [id] = trade.json<number[]>(`Kameng\\Catalog\\FindProducts::of_pool( '${course}' )`);
    trade.ids[course] = id!;
    const made = trade.json<{ type: string; parent: string; values: string[]; price: string }>(
      `( static function () { $v = wc_get_product( ${id} ); $p = wc_get_product( $v->get_parent_id() ); $a = $p->get_attributes(); return array( 'type' => $v->get_type(), 'parent' => $p->get_type(), 'values' => reset( $a )->get_options(), 'price' => $v->get_price() ); } )()`,
    );
    assert.deepEqual([made.type, made.parent], ['variation', 'variable']);
    assert.ok(made.values.length >= 1 && Number(made.price) > 0);
  });

  test('the import is for those who run the shop', async () => {
    assert.equal((await fetch(`${trade.shop.url}/wp-json/kameng/v1/imports`)).status, 401);
    const answer = await fetch(`${trade.shop.url}/wp-json/kameng/v1/imports`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ products: [game] }),
    });
    assert.equal(answer.status, 401);
  });

  test('sees that the machinery is well, and what is not', async () => {
    await trade.owner.goto(trade.page('status'));
    await trade.owner.getByRole('button', { name: /Compare prices/ }).click();
    assert.match(await trade.notice(), /as the pool has them now/);
    const row = (name: string) => trade.owner.locator('.kameng-checks tr', { hasText: name });
    for (const name of ['Pool and key', 'Messages from the pool', 'Address for messages', 'Clock', 'Hourly look'])
      assert.match((await row(name).textContent()) ?? '', /Good/, name);
    assert.match((await row('Encryption').textContent()) ?? '', /Look here.*not https/);
  });
});

describe('price and stock', () => {
  test('follow the pool by the feed, and a margin of a product wins over the shop’s', () => {
    for (const [name, id] of Object.entries({ lastThree, soldOut, ...forced })) {
      const made = trade.json<{ result: string; id: number }>(
        `Kameng\\Catalog\\ImportProduct::run( '${id}', false, 'publish' )`,
      );
      assert.equal(made.result, 'made', name);
      trade.ids[id] = made.id;
    }
    assert.equal(trade.shop.php(`echo wc_get_product( ${trade.ids[soldOut]} )->get_stock_status();`), 'outofstock');
    const before = trade.shop.php(`echo wc_get_product( ${trade.ids[game]} )->get_price();`);
    const after = trade.shop.php(
      `$p = wc_get_product( ${trade.ids[game]} ); $p->update_meta_data( '_kameng_margin', '0' ); $p->set_stock_status( 'outofstock' ); $p->save(); delete_option( 'kameng_changes' ); $t = json_decode( $p->get_meta( '_kameng_terms' ), true ); $t['sequence'] = 0; $p->update_meta_data( '_kameng_terms', wp_json_encode( $t ) ); $p->save(); Kameng\\Line\\Sweep::run(); $p = wc_get_product( ${trade.ids[game]} ); echo $p->get_price(), ' ', $p->get_stock_status();`,
    );
    assert.ok(Number(after.split(' ')[0]) < Number(before), `${after} is not below ${before}`);
    assert.equal(after.split(' ')[1], 'instock');
  });

  test('a message that is not signed by the pool is refused, a signed one is believed once', async () => {
    const url = `${trade.shop.url}/wp-json/kameng/v1/webhook`;
    const body = JSON.stringify({ id: 'evt_x', type: 'product.updated', data: { object: game, sequence: 9_000_000 } });
    const headers = { 'Content-Type': 'application/json', 'webhook-id': 'evt_x' };
    assert.equal((await fetch(url, { method: 'POST', headers, body })).status, 401);
    const time = Math.floor(Date.now() / 1000);
    const signature = trade.shop.php(
      `$e = get_option( 'kameng_webhooks' )['sandbox']['secret']; echo 'v1,' . base64_encode( hash_hmac( 'sha256', 'evt_x.${time}.' . base64_decode( '${Buffer.from(body).toString('base64')}' ), base64_decode( substr( $e, 6 ) ), true ) );`,
    );
    const signed = { ...headers, 'webhook-timestamp': String(time), 'webhook-signature': signature };
    trade.shop.php(`$p = wc_get_product( ${trade.ids[game]} ); $p->set_stock_status( 'outofstock' ); $p->save();`);
    assert.equal((await fetch(url, { method: 'POST', headers: signed, body })).status, 204);
    assert.equal(trade.shop.php(`echo wc_get_product( ${trade.ids[game]} )->get_stock_status();`), 'instock');
    // The same message again is old news: what the shop did in between stays.
    trade.shop.php(`$p = wc_get_product( ${trade.ids[game]} ); $p->set_stock_status( 'outofstock' ); $p->save();`);
    assert.equal((await fetch(url, { method: 'POST', headers: signed, body })).status, 204);
    assert.equal(trade.shop.php(`echo wc_get_product( ${trade.ids[game]} )->get_stock_status();`), 'outofstock');
    trade.shop.php(`$p = wc_get_product( ${trade.ids[game]} ); $p->set_stock_status( 'instock' ); $p->save();`);
    const moved = { ...signed, 'webhook-timestamp': String(time - 600) };
    assert.equal((await fetch(url, { method: 'POST', headers: moved, body })).status, 401, 'a recording');
  });
});

test(
  'WooCommerce knows that its own order tables and the block checkout are fine with us',
  { skip: process.env.WOO_DIR === undefined && 'only a real WooCommerce can say so: give WOO_DIR' },
  () => {
    const said = trade.json<{ compatible: string[]; tables: boolean }>(
      `array( 'compatible' => Automattic\\WooCommerce\\Utilities\\FeaturesUtil::get_compatible_features_for_plugin( 'kameng/kameng.php' )['compatible'], 'tables' => Automattic\\WooCommerce\\Utilities\\OrderUtil::custom_orders_table_usage_is_enabled() )`,
    );
    assert.ok(said.tables, 'these tests ran on WooCommerce’s own order tables');
    for (const feature of ['custom_order_tables', 'cart_checkout_blocks'])
      assert.ok(said.compatible.includes(feature), feature);
  },
);

test('with debugging on, WordPress had nothing to say about the plugin', () => {
  assert.deepEqual(trade.shop.complaints(), []);
});

test('deleted with the box ticked, it leaves no key, no table and no address at the pool', async () => {
  const left = () =>
    trade.shop.php(
      `global $wpdb; echo implode( ',', array_merge( $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%kameng%' AND option_name NOT LIKE '%transient%'" ), $wpdb->get_col( "SHOW TABLES LIKE '%kameng%'" ) ) );`,
    );
  assert.match(left(), /kameng_shop/);
  trade.shop.php(
    `update_option( 'kameng_settings', array_merge( (array) get_option( 'kameng_settings', array() ), array( 'delete' => '1' ) ) );`,
  );
  trade.shop.php(`deactivate_plugins( 'kameng/kameng.php' ); delete_plugins( array( 'kameng/kameng.php' ) );`);
  assert.equal(left(), '');
  const { data } = await trade.ask<{ data: { url: string }[] }>('/v1/webhook_endpoints');
  assert.equal(data.filter(({ url }) => url.startsWith(trade.shop.url)).length, 0);
});
