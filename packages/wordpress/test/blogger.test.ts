/** The plugin in a real WordPress, without a shop: installed from its zip, set, written with, bought through, deleted. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { buildPlugin } from '../src/build/build-plugin.ts';
import { buyInFrame, buyOnPage } from './site/buy-in-chromium.ts';
import { logIn, openBrowser } from './site/open-browser.ts';
import type { DatabaseKind } from './site/open-database.ts';
import { openPool, type Pool } from './site/open-pool.ts';
import { openSite, type Site } from './site/open-site.ts';

/** A checkout on a busy machine takes its time; a lost one never comes. */
const patienceMs = 90_000;
const game = 'prd_01k0dem0game00000000000001';
const database = (process.env.WORDPRESS_TEST_DATABASE ?? 'sqlite') as DatabaseKind;

let pool: Pool;
let site: Site;
let browser: Browser;
let owner: Page;

before(async () => {
  pool = await openPool();
  site = await openSite(database);
  browser = await openBrowser();
  owner = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  owner.setDefaultTimeout(20_000);
  await logIn(owner, site);
});
after(async () => {
  await browser?.close();
  await site?.close();
  await pool?.close();
});

/** A published page with this content; its address. */
const publish = (content: string, author = 1) =>
  site.php(
    `echo get_permalink( wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => uniqid( 'page ' ), 'post_author' => ${author}, 'post_content' => wp_slash( base64_decode( '${Buffer.from(content).toString('base64')}' ) ) ), true ) );`,
  );
const has = (html: string, pattern: RegExp) =>
  assert.ok(
    pattern.test(html),
    `${pattern} is not in ${/<(?:p class="kameng-hint"|kameng-).*/.exec(html)?.[0] ?? 'the page'}`,
  );
const hasNot = (html: string, pattern: RegExp) => assert.ok(!pattern.test(html), `${pattern} is in the page`);
const htmlOf = async (url: string) => (await fetch(url)).text();
const saved = () => owner.locator('#setting-error-settings_updated').waitFor();
const testResult = async () => {
  await owner.locator('#kameng_test').click();
  await owner.waitForURL(/kameng_test/);
  return (await owner.locator('.kameng-test-result').textContent()) ?? '';
};

test('the zip installs from the plugin page and activates', async () => {
  await owner.goto(`${site.url}/wp-admin/plugin-install.php?tab=upload`);
  await owner.locator('#pluginzip').setInputFiles(await buildPlugin());
  await owner.locator('#install-plugin-submit').click();
  await owner.locator('a.button-primary[href*="action=activate"]').click();
  await owner.waitForURL(/plugins\.php/);
  assert.equal(site.php("echo is_plugin_active( 'kameng/kameng.php' ) ? 'active' : 'not active';"), 'active');
});

test('before it is set it says so to authors and shows nothing to readers', async () => {
  const url = publish(`[kameng product="${game}"]`);
  hasNot(await htmlOf(url), /kameng-(hint|buy|embed)/);
  await owner.goto(url);
  await owner.getByText('Open Settings → Kameng').waitFor();
});

test('a wrong address is refused in words, the right one is tested from the page', async () => {
  await owner.goto(`${site.url}/wp-admin/options-general.php?page=kameng`);
  await owner.locator('#kameng-pool').fill('ftp://pool.example');
  await owner.locator('#kameng-site').fill('sk_test_demo');
  await owner.locator('#submit').click();
  await owner.getByText('A secret key (sk_) never belongs in a page.').waitFor();
  await owner.getByText('The pool address must start with https://').waitFor();

  assert.match(await testResult(), /Save the pool address first/);
  await owner.locator('#kameng-pool').fill(`${pool.url}/docs`);
  await owner.locator('#kameng-site').fill('pk_test_nobody');
  await owner.locator('#kameng-ref').fill('demo01');
  await owner.locator('#submit').click();
  await saved();
  assert.equal(await owner.locator('#kameng-pool').inputValue(), pool.url);
  assert.match(await testResult(), /does not know this key/);
  await owner.locator('#kameng-site').fill('pk_test_demo');
  await owner.locator('#submit').click();
  await saved();
  assert.match(await testResult(), /You can sell/);
});

test('an author finds a product in the editor, sees the button alive, and publishes it', async () => {
  await owner.goto(`${site.url}/wp-admin/post-new.php`);
  await owner.waitForFunction(() =>
    (window as never as { wp?: { blocks?: { getBlockType: (name: string) => unknown } } }).wp?.blocks?.getBlockType(
      'kameng/buy',
    ),
  );
  await owner.evaluate(() => {
    const { wp } = window as never as {
      wp: Record<string, never> & {
        data: { dispatch: (store: string) => Record<string, (...values: unknown[]) => unknown> };
        blocks: { createBlock: (name: string) => unknown };
      };
    };
    wp.data.dispatch('core/preferences').set!('core/edit-post', 'welcomeGuide', false);
    wp.data.dispatch('core/editor').editPost!({ title: 'From the editor' });
    wp.data.dispatch('core/block-editor').insertBlocks!(
      ['kameng/buy', 'kameng/product', 'kameng/catalog'].map((name) => wp.blocks.createBlock(name)),
    );
  });
  const canvas = owner.locator('iframe[name="editor-canvas"]').contentFrame();
  const block = canvas.locator('[data-type="kameng/buy"]');
  await block.getByRole('searchbox').fill('star');
  const searched = owner.waitForResponse((answer) => /search=star/.test(decodeURIComponent(answer.url())));
  await searched;
  const choice = block.locator('.kameng-found button').first();
  const name = (await choice.textContent())?.split(' · ')[0];
  await choice.click();
  await block.locator('kameng-buy a').waitFor();
  const card = canvas.locator('[data-type="kameng/product"]');
  await card.locator('.kameng-found button').first().click();
  await card.locator('kameng-product').getByRole('link').first().waitFor();
  await canvas.locator('kameng-catalog').getByRole('link').first().waitFor();
  assert.ok(name);

  const url = await owner.evaluate(async () => {
    const { wp } = window as never as {
      wp: {
        data: {
          dispatch: (store: string) => Record<string, (...values: unknown[]) => Promise<unknown>>;
          select: (store: string) => Record<string, () => string>;
        };
      };
    };
    await wp.data.dispatch('core/editor').editPost!({ status: 'publish' });
    await wp.data.dispatch('core/editor').savePost!();
    return wp.data.select('core/editor').getPermalink!();
  });
  const html = await htmlOf(url);
  for (const element of ['kameng-buy', 'kameng-product', 'kameng-catalog'])
    has(html, new RegExp(`<${element} [^>]*site="pk_test_demo"[^>]*>.*<a `, 's'));
});

test('a page carries links that work alone, and one script that optimisers are asked to leave alone', async () => {
  const html = await htmlOf(
    publish(
      `[kameng product="${game}" quantity="2"]Get it & go[/kameng]<!-- wp:kameng/buy {"product":"${game}","coupon":"\\u0022\\u003e\\u003cscript\\u003ealert(1)","label":"\\u003cscript\\u003ealert(1)"} /-->[kameng product="${game}" as="card"][kameng category="games" limit="3"]`,
    ),
  );
  const href = `${pool.url}/buy/${game}?site=pk_test_demo&amp;ref=DEMO01&amp;quantity=2&amp;lang=en`;
  assert.ok(
    html.includes(
      `<kameng-buy product="${game}" site="pk_test_demo" ref="DEMO01" quantity="2" lang="en"><a class="wp-block-button__link wp-element-button" href="${href}" rel="nofollow">Get it &amp; go</a></kameng-buy>`,
    ),
    /<kameng-buy.*/.exec(html)?.[0],
  );
  hasNot(html, /<script>alert|coupon="[^"]*alert/);
  has(
    html,
    /<kameng-product [^>]*><a href="[^"]+\/buy\/prd_[^>]*>[^<]*Star[^<]*<\/a><\/kameng-product>|<kameng-product [^>]*><a [^>]*>[^<]{4,}<\/a>/,
  );
  assert.equal(/<kameng-catalog[^>]*>.*?<\/kameng-catalog>/s.exec(html)?.[0].match(/<li>/g)?.length, 3);
  const tags = html.match(/<script[^>]*kameng\.js[^>]*>/g) ?? [];
  assert.equal(tags.length, 1);
  for (const part of [
    'async',
    'data-ref="DEMO01"',
    'data-site="pk_test_demo"',
    'data-lang="en"',
    'data-no-optimize="1"',
    'data-cfasync="false"',
    'nowprocket',
  ])
    assert.ok(tags[0]?.includes(part), `${part} in ${tags[0]}`);
});

test('a reader buys over the page in English and has the code', async () => {
  const context = await browser.newContext({ locale: 'en' });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.goto(publish(`<!-- wp:kameng/buy {"product":"${game}","label":"Get a card"} /-->`));
  await page.getByRole('link', { name: 'Get a card' }).click();
  assert.match(await buyInFrame(context, page, 'reader@example.com'), /^[A-Z0-9]{4}/);
  await context.close();
});

test('a reader without scripts in the page buys by the same link', async () => {
  const context = await browser.newContext({ locale: 'en' });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.route('**/kameng.js', (route) => route.abort());
  await page.goto(publish(`[kameng product="${game}"]`));
  await page.getByRole('link', { name: 'Buy' }).click();
  await page.waitForURL((url) => url.pathname === `/buy/${game}` && url.searchParams.get('ref') === 'DEMO01');
  assert.match(await buyOnPage(page, 'plain@example.com'), /^[A-Z0-9]{4}/);
  await context.close();
});

test('a Chinese site is Chinese: button, settings, editor and checkout', async () => {
  site.php("update_option( 'WPLANG', 'zh_CN' );");
  const context = await browser.newContext({ locale: 'zh-CN' });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.goto(publish(`<!-- wp:kameng/buy {"product":"${game}"} /-->`));
  await page.getByRole('link', { name: '购买', exact: true }).click();
  await page.locator('kameng-checkout iframe').contentFrame().getByText('邮箱或手机号').first().waitFor();
  assert.match(await buyInFrame(context, page, 'duzhe@example.com'), /^[A-Z0-9]{4}/);
  await context.close();
  await owner.goto(`${site.url}/wp-admin/options-general.php?page=kameng`);
  await owner.getByText('可公开密钥', { exact: true }).waitFor();
  await owner.goto(`${site.url}/wp-admin/post-new.php?post_type=page`);
  await owner.waitForFunction(
    () =>
      (window as never as { wp?: { i18n?: { __: (text: string, domain: string) => string } } }).wp?.i18n?.__(
        'Choose a product',
        'kameng',
      ) === '选择商品',
  );
  site.php("update_option( 'WPLANG', '' );");
});

test('the catalogue for the editor is for authors, and refuses what the schema does not know', async () => {
  const route = `${site.url}/wp-json/kameng/v1/products`;
  assert.equal((await fetch(route)).status, 401);
  const nonce = await (await owner.request.get(`${site.url}/wp-admin/admin-ajax.php?action=rest-nonce`)).text();
  const get = (query: string, headers: Record<string, string> = { 'X-WP-Nonce': nonce }) =>
    owner.request.get(`${route}${query}`, { headers });
  assert.equal((await get('', {})).status(), 401, 'a cookie alone is not enough');
  const found = (await (await get('?per_page=2')).json()) as Record<string, unknown>[];
  assert.equal(found.length, 2);
  assert.deepEqual(Object.keys(found[0] ?? {}).toSorted(), [
    'brand',
    'category',
    'face_value',
    'id',
    'image_url',
    'kind',
    'list_price',
    'name',
    'price',
    'stock',
  ]);
  assert.equal((await get('?per_page=1000')).status(), 400);
  assert.equal((await get('?id=../orders')).status(), 400);
  assert.equal((await get('?id=prd_01k0dem0n0b0dy000000000000')).status(), 404);
});

test('elements that an author without unfiltered HTML pastes are kept, scripts are not', async () => {
  const kept = site.php(
    `$id = wp_insert_user( array( 'user_login' => 'writer', 'user_pass' => 'x', 'role' => 'author' ) ); wp_set_current_user( $id ); kses_init(); $post = wp_insert_post( wp_slash( array( 'post_title' => 'x', 'post_content' => '<kameng-buy product="${game}" onclick="x()"><a href="https://pool.example/buy/${game}">Buy</a></kameng-buy><script>x()</script>' ) ) ); echo get_post( $post )->post_content;`,
  );
  assert.equal(
    kept,
    `<kameng-buy product="${game}"><a href="https://pool.example/buy/${game}">Buy</a></kameng-buy>x()`,
  );
});

test('a settings form without its nonce, and a test of the connection by a stranger, do nothing', async () => {
  const forged = await owner.request.post(`${site.url}/wp-admin/options.php`, {
    form: { option_page: 'kameng', action: 'update', 'kameng_settings[pool]': 'https://evil.example' },
  });
  assert.equal(forged.status(), 403);
  const stranger = await fetch(`${site.url}/wp-admin/admin-post.php?action=kameng_test_connection`, {
    redirect: 'manual',
  });
  assert.notEqual(stranger.headers.get('location')?.includes('kameng_test'), true);
  assert.equal(site.php("echo get_option( 'kameng_settings' )['pool'];"), pool.url);
});

test('a pool that is down costs a page two seconds once, and the button stays', async () => {
  site.php(
    "update_option( 'kameng_settings', array_merge( get_option( 'kameng_settings' ), array( 'pool' => 'http://127.0.0.1:9' ) ) );",
  );
  const html = await htmlOf(publish(`[kameng product="${game}" as="card"][kameng category="games"]`));
  has(html, /<a href="http:\/\/127\.0\.0\.1:9\/buy\/prd_[^>]*>Buy<\/a>/);
  site.php(
    `update_option( 'kameng_settings', array_merge( get_option( 'kameng_settings' ), array( 'pool' => '${pool.url}' ) ) );`,
  );
});

test('deleting it keeps the settings, or leaves nothing when the owner asked for that', async () => {
  const left = () =>
    site.php(
      "global $wpdb; echo implode( ',', $wpdb->get_col( \"SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%kameng%'\" ) );",
    );
  const remove = () =>
    site.php(
      "deactivate_plugins( 'kameng/kameng.php' ); $done = delete_plugins( array( 'kameng/kameng.php' ) ); echo true === $done ? 'deleted' : 'not deleted';",
    );
  const zip = await buildPlugin();
  site.php(`require_once ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';`);
  assert.match(left(), /_transient_kameng_/);
  assert.equal(remove(), 'deleted');
  assert.equal(left(), 'kameng_settings');
  site.php(`WP_Filesystem(); unzip_file( '${zip}', WP_PLUGIN_DIR ); activate_plugin( 'kameng/kameng.php' );`);
  await owner.goto(`${site.url}/wp-admin/options-general.php?page=kameng`);
  assert.equal(await owner.locator('#kameng-pool').inputValue(), pool.url);
  await owner.locator('#kameng-delete').check();
  await owner.locator('#submit').click();
  await saved();
  assert.equal(remove(), 'deleted');
  assert.equal(left(), '');
});

test('with debugging on, WordPress had nothing to say about the plugin', () => {
  assert.deepEqual(site.complaints(), []);
});
