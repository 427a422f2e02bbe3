/** An owner of a blog puts the plugin in, sets it, and takes it away again. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildPlugin } from '../src/build/build-plugin.ts';
import { game, hasNot, htmlOf, openBlog, type Blog } from './site/open-blog.ts';

let blog: Blog;
before(async () => void (blog = await openBlog({ set: false })));
after(() => blog?.close());

const testResult = async () => {
  await blog.owner.locator('#kameng_test').click();
  await blog.owner.waitForURL(/kameng_test/);
  return (await blog.owner.locator('.kameng-test-result').textContent()) ?? '';
};

test('the zip installs from the plugin page and activates', async () => {
  await blog.owner.goto(`${blog.site.url}/wp-admin/plugin-install.php?tab=upload`);
  await blog.owner.locator('#pluginzip').setInputFiles(await buildPlugin());
  await blog.owner.locator('#install-plugin-submit').click();
  await blog.owner.locator('a.button-primary[href*="action=activate"]').click();
  await blog.owner.waitForURL(/plugins\.php/);
  assert.equal(blog.site.php("echo is_plugin_active( 'kameng/kameng.php' ) ? 'active' : 'not active';"), 'active');
});

test('before it is set it says so to authors and shows nothing to readers', async () => {
  const url = blog.publish(`[kameng product="${game}"]`);
  hasNot(await htmlOf(url), /kameng-(hint|buy|embed)/);
  await blog.owner.goto(url);
  await blog.owner.getByText('Open Settings → Kameng').waitFor();
});

test('a wrong address is refused in words, the right one is tested from the page', async () => {
  await blog.owner.goto(`${blog.site.url}/wp-admin/options-general.php?page=kameng`);
  await blog.owner.locator('#kameng-pool').fill('ftp://pool.example');
  await blog.owner.locator('#kameng-site').fill('sk_test_demo');
  await blog.owner.locator('#submit').click();
  await blog.owner.getByText('A secret key (sk_) never belongs in a page.').waitFor();
  await blog.owner.getByText('The pool address must start with https://').waitFor();

  assert.match(await testResult(), /Save the pool address first/);
  await blog.owner.locator('#kameng-pool').fill(`${blog.pool.url}/docs`);
  await blog.owner.locator('#kameng-site').fill('pk_test_nobody');
  await blog.owner.locator('#kameng-ref').fill('demo01');
  await blog.owner.locator('#submit').click();
  await blog.saved();
  assert.equal(await blog.owner.locator('#kameng-pool').inputValue(), blog.pool.url);
  assert.match(await testResult(), /does not know this key/);
  await blog.owner.locator('#kameng-site').fill('pk_test_demo');
  await blog.owner.locator('#submit').click();
  await blog.saved();
  assert.match(await testResult(), /You can sell/);
});

test('a settings form without its nonce, and a test of the connection by a stranger, do nothing', async () => {
  const forged = await blog.owner.request.post(`${blog.site.url}/wp-admin/options.php`, {
    form: { option_page: 'kameng', action: 'update', 'kameng_settings[pool]': 'https://evil.example' },
  });
  assert.equal(forged.status(), 403);
  const stranger = await fetch(`${blog.site.url}/wp-admin/admin-post.php?action=kameng_test_connection`, {
    redirect: 'manual',
  });
  assert.notEqual(stranger.headers.get('location')?.includes('kameng_test'), true);
  assert.equal(blog.site.php("echo get_option( 'kameng_settings' )['pool'];"), blog.pool.url);
});

test('deleting it keeps the settings, or leaves nothing when the owner asked for that', async () => {
  const left = () =>
    blog.site.php(
      "global $wpdb; echo implode( ',', $wpdb->get_col( \"SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%kameng%'\" ) );",
    );
  const remove = () =>
    blog.site.php(
      "deactivate_plugins( 'kameng/kameng.php' ); $done = delete_plugins( array( 'kameng/kameng.php' ) ); echo true === $done ? 'deleted' : 'not deleted';",
    );
  const zip = await buildPlugin();
  blog.site.php(`require_once ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';`);
  // A shelf on a page leaves a cache behind.
  await htmlOf(blog.publish('[kameng category="games"]'));
  assert.match(left(), /_transient_kameng_/);
  assert.equal(remove(), 'deleted');
  assert.equal(left(), 'kameng_settings');
  blog.site.php(`WP_Filesystem(); unzip_file( '${zip}', WP_PLUGIN_DIR ); activate_plugin( 'kameng/kameng.php' );`);
  await blog.owner.goto(`${blog.site.url}/wp-admin/options-general.php?page=kameng`);
  assert.equal(await blog.owner.locator('#kameng-pool').inputValue(), blog.pool.url);
  await blog.owner.locator('#kameng-delete').check();
  await blog.owner.locator('#submit').click();
  await blog.saved();
  assert.equal(remove(), 'deleted');
  assert.equal(left(), '');
});

test('with debugging on, WordPress had nothing to say about the plugin', () => {
  assert.deepEqual(blog.site.complaints(), []);
});
