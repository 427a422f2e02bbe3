/** What authors write with the plugin, and what readers do with it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buyInFrame, buyOnPage } from './site/buy-in-chromium.ts';
import { game, has, hasNot, htmlOf, openBlog, patienceMs, type Blog } from './site/open-blog.ts';

let blog: Blog;
before(async () => void (blog = await openBlog()));
after(() => blog?.close());

test('an author finds a product in the editor, sees the button alive, and publishes it', async () => {
  await blog.owner.goto(`${blog.site.url}/wp-admin/post-new.php`);
  await blog.owner.waitForFunction(() =>
    (window as never as { wp?: { blocks?: { getBlockType: (name: string) => unknown } } }).wp?.blocks?.getBlockType(
      'kameng/buy',
    ),
  );
  await blog.owner.evaluate(() => {
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
  const canvas = blog.owner.locator('iframe[name="editor-canvas"]').contentFrame();
  const block = canvas.locator('[data-type="kameng/buy"]');
  await block.getByRole('searchbox').fill('star');
  const searched = blog.owner.waitForResponse((answer) => /search=star/.test(decodeURIComponent(answer.url())));
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

  const url = await blog.owner.evaluate(async () => {
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
    blog.publish(
      `[kameng product="${game}" quantity="2"]Get it & go[/kameng]<!-- wp:kameng/buy {"product":"${game}","coupon":"\\u0022\\u003e\\u003cscript\\u003ealert(1)","label":"\\u003cscript\\u003ealert(1)"} /-->[kameng product="${game}" as="card"][kameng category="games" limit="3"]`,
    ),
  );
  const href = `${blog.pool.url}/buy/${game}?site=pk_test_demo&amp;ref=DEMO01&amp;quantity=2&amp;lang=en`;
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
  const context = await blog.browser.newContext({ locale: 'en' });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.goto(blog.publish(`<!-- wp:kameng/buy {"product":"${game}","label":"Get a card"} /-->`));
  await page.getByRole('link', { name: 'Get a card' }).click();
  assert.match(await buyInFrame(context, page, 'reader@example.com'), /^[A-Z0-9]{4}/);
  await context.close();
});

test('a reader without scripts in the page buys by the same link', async () => {
  const context = await blog.browser.newContext({ locale: 'en' });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.route('**/kameng.js', (route) => route.abort());
  await page.goto(blog.publish(`[kameng product="${game}"]`));
  await page.getByRole('link', { name: 'Buy' }).click();
  await page.waitForURL((url) => url.pathname === `/buy/${game}` && url.searchParams.get('ref') === 'DEMO01');
  assert.match(await buyOnPage(page, 'plain@example.com'), /^[A-Z0-9]{4}/);
  await context.close();
});

test('a Chinese site is Chinese: button, settings, editor and checkout', async () => {
  assert.equal(blog.site.php("update_option( 'WPLANG', 'zh_CN' ); echo get_option( 'WPLANG' );"), 'zh_CN');
  const context = await blog.browser.newContext({ locale: 'zh-CN' });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.goto(blog.publish(`<!-- wp:kameng/buy {"product":"${game}"} /-->`));
  await page.getByRole('link', { name: '购买', exact: true }).click();
  await page.locator('kameng-checkout iframe').contentFrame().getByText('邮箱或手机号').first().waitFor();
  assert.match(await buyInFrame(context, page, 'duzhe@example.com'), /^[A-Z0-9]{4}/);
  await context.close();
  await blog.owner.goto(`${blog.site.url}/wp-admin/options-general.php?page=kameng`);
  await blog.owner.getByText('可公开密钥', { exact: true }).waitFor();
  await blog.owner.goto(`${blog.site.url}/wp-admin/post-new.php?post_type=page`);
  await blog.owner.waitForFunction(
    () =>
      (window as never as { wp?: { i18n?: { __: (text: string, domain: string) => string } } }).wp?.i18n?.__(
        'Choose a product',
        'kameng',
      ) === '选择商品',
  );
  blog.site.php("update_option( 'WPLANG', '' );");
});

test('the catalogue for the editor is for authors, and refuses what the schema does not know', async () => {
  const route = `${blog.site.url}/wp-json/kameng/v1/products`;
  assert.equal((await fetch(route)).status, 401);
  const nonce = await (
    await blog.owner.request.get(`${blog.site.url}/wp-admin/admin-ajax.php?action=rest-nonce`)
  ).text();
  const get = (query: string, headers: Record<string, string> = { 'X-WP-Nonce': nonce }) =>
    blog.owner.request.get(`${route}${query}`, { headers });
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
  const kept = blog.site.php(
    `$id = wp_insert_user( array( 'user_login' => 'writer', 'user_pass' => 'x', 'role' => 'author' ) ); wp_set_current_user( $id ); kses_init(); $post = wp_insert_post( wp_slash( array( 'post_title' => 'x', 'post_content' => '<kameng-buy product="${game}" onclick="x()"><a href="https://pool.example/buy/${game}">Buy</a></kameng-buy><script>x()</script>' ) ) ); echo get_post( $post )->post_content;`,
  );
  assert.equal(
    kept,
    `<kameng-buy product="${game}"><a href="https://pool.example/buy/${game}">Buy</a></kameng-buy>x()`,
  );
});

test('a pool that is down costs a page two seconds once, and the button stays', async () => {
  blog.site.php(
    "update_option( 'kameng_settings', array_merge( get_option( 'kameng_settings' ), array( 'pool' => 'http://127.0.0.1:9' ) ) );",
  );
  const html = await htmlOf(blog.publish(`[kameng product="${game}" as="card"][kameng category="games"]`));
  has(html, /<a href="http:\/\/127\.0\.0\.1:9\/buy\/prd_[^>]*>Buy<\/a>/);
  blog.site.php(
    `update_option( 'kameng_settings', array_merge( get_option( 'kameng_settings' ), array( 'pool' => '${blog.pool.url}' ) ) );`,
  );
});

test('with debugging on, WordPress had nothing to say about the plugin', () => {
  assert.deepEqual(blog.site.complaints(), []);
});
