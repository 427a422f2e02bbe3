/** The plugin on a network of sites: switched on for all, set on each, and deleted from each as its owner chose. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildPlugin } from '../src/build/build-plugin.ts';
import type { DatabaseKind } from './site/open-database.ts';
import { openPool, type Pool } from './site/open-pool.ts';
import { openSite, type Site } from './site/open-site.ts';

const game = 'prd_01k0dem0game00000000000001';
const database = (process.env.WORDPRESS_TEST_DATABASE ?? 'sqlite') as DatabaseKind;
let pool: Pool;
let site: Site;

before(async () => {
  pool = await openPool();
  site = await openSite(database);
  makeNetwork(site);
  cpSync(join(import.meta.dirname, 'stand-in'), join(site.folder, 'wp-content/plugins/woocommerce'), {
    recursive: true,
  });
});
after(async () => {
  await site?.close();
  await pool?.close();
});

/** What the page Tools → Network Setup does, and what it asks an owner to write into wp-config.php. */
function makeNetwork({ folder, url, php }: Site): void {
  const { host } = new URL(url);
  php(
    `foreach ( $GLOBALS['wpdb']->tables( 'ms_global' ) as $name => $table ) { $GLOBALS['wpdb']->$name = $table; } define( 'WP_ALLOW_MULTISITE', true ); require_once ABSPATH . 'wp-admin/includes/network.php'; require_once ABSPATH . 'wp-admin/includes/upgrade.php'; install_network(); $done = populate_network( 1, '${host}', 'admin@example.com', 'Network', '/', false ); if ( is_wp_error( $done ) && 'no_wildcard_dns' !== $done->get_error_code() ) { fwrite( STDERR, $done->get_error_message() ); exit( 1 ); }`,
  );
  const config = join(folder, 'wp-config.php');
  const constants = `define( 'MULTISITE', true ); define( 'SUBDOMAIN_INSTALL', false ); define( 'DOMAIN_CURRENT_SITE', '${host}' ); define( 'PATH_CURRENT_SITE', '/' ); define( 'SITE_ID_CURRENT_SITE', 1 ); define( 'BLOG_ID_CURRENT_SITE', 1 );`;
  const text = readFileSync(config, 'utf8').replaceAll(/^.*'WP_(?:HOME|SITEURL)'.*$\n/gm, '');
  writeFileSync(
    config,
    text.replace('<?php', () => `<?php ${constants}`),
  );
  keepPort(folder);
  php(
    `foreach ( array( 'two', 'three' ) as $name ) { $id = wpmu_create_blog( '${host}', "/$name/", $name, 1, array( 'public' => 1 ) ); if ( is_wp_error( $id ) ) { fwrite( STDERR, $id->get_error_message() ); exit( 1 ); } }`,
  );
}

/** A network on a port is something WordPress learnt after 6.5, which drops the colon each time it writes a site's domain. */
function keepPort(folder: string): void {
  const plugins = join(folder, 'wp-content/mu-plugins');
  mkdirSync(plugins, { recursive: true });
  writeFileSync(
    join(plugins, 'keep-port.php'),
    `<?php add_filter( 'wp_normalize_site_data', static function ( $data ) { if ( isset( $data['domain'] ) && str_replace( ':', '', DOMAIN_CURRENT_SITE ) === $data['domain'] ) { $data['domain'] = DOMAIN_CURRENT_SITE; } return $data; }, 11 );`,
  );
}

const on = (blog: number, code: string) => site.php(`switch_to_blog( ${blog} ); ${code}`);
const left = (blog: number) =>
  on(
    blog,
    `global $wpdb; echo implode( ',', $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%kameng%' AND option_name NOT LIKE '%transient%' ORDER BY option_name" ) );`,
  );
const hasTable = (blog: number, table: string) =>
  on(
    blog,
    `global $wpdb; $wpdb->suppress_errors(); echo null === $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}${table}" ) ? 'no' : 'yes';`,
  );

test('switched on for the network, it runs on every site, and each site has a table of its own', async () => {
  const zip = await buildPlugin(join(site.folder, '../dist'));
  site.php(
    `WP_Filesystem(); unzip_file( '${zip}', WP_PLUGIN_DIR ); foreach ( array( 'woocommerce/woocommerce.php', 'kameng/kameng.php' ) as $plugin ) { $done = activate_plugin( $plugin, '', true ); if ( is_wp_error( $done ) ) { fwrite( STDERR, $done->get_error_message() ); exit( 1 ); } }`,
  );
  for (const path of ['', 'two/', 'three/']) assert.equal((await fetch(`${site.url}/${path}`)).status, 200, path);
  for (const blog of [1, 2, 3]) assert.equal(hasTable(blog, 'kameng_lines'), 'yes', `site ${blog}`);
});

test('each site speaks to its own pool with its own key, and one that is not set shows nothing', async () => {
  for (const [blog, key] of [
    [1, 'pk_test_demo'],
    [2, 'pk_test_second'],
  ] as const)
    on(blog, `update_option( 'kameng_settings', array( 'pool' => '${pool.url}', 'site' => '${key}' ) );`);
  const pages = [1, 2, 3].map((blog) =>
    on(
      blog,
      `echo get_permalink( wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Sale', 'post_content' => '[kameng product="${game}"]' ), true ) );`,
    ),
  );
  const html = await Promise.all(pages.map(async (page) => (await fetch(page)).text()));
  assert.match(html[0]!, /<kameng-buy [^>]*site="pk_test_demo"/);
  assert.match(html[1]!, /<kameng-buy [^>]*site="pk_test_second"/);
  assert.doesNotMatch(html[2]!, /<kameng-buy/);
});

test('who runs one site sets that one only', () => {
  const may = on(
    2,
    `$id = wp_insert_user( array( 'user_login' => 'second', 'user_pass' => 'x' ) ); add_user_to_blog( 2, $id, 'administrator' ); wp_set_current_user( $id ); $two = current_user_can( 'manage_options' ); restore_current_blog(); switch_to_blog( 1 ); echo wp_json_encode( array( $two, current_user_can( 'manage_options' ) ) );`,
  );
  assert.equal(may, '[true,false]');
});

test('a site that is deleted takes its table along, and the others keep theirs', () => {
  site.php(`require_once ABSPATH . 'wp-admin/includes/ms.php'; wpmu_delete_blog( 3, true );`);
  assert.equal(hasTable(3, 'kameng_lines'), 'no');
  assert.equal(hasTable(2, 'kameng_lines'), 'yes');
});

test('switched off for the network, it leaves no plans on any site; deleted, each site keeps what its owner chose', () => {
  for (const blog of [1, 2]) {
    on(blog, `wp_schedule_event( time() + 60, 'hourly', 'kameng_sweep' );`);
    on(blog, `update_option( 'kameng_shop', array( 'margin' => '7' ) );`);
  }
  on(
    1,
    `update_option( 'kameng_settings', array_merge( get_option( 'kameng_settings' ), array( 'delete' => '1' ) ) );`,
  );
  site.php(`deactivate_plugins( 'kameng/kameng.php', false, true );`);
  for (const blog of [1, 2])
    assert.equal(on(blog, `echo (int) wp_next_scheduled( 'kameng_sweep' );`), '0', `site ${blog} still has a plan`);
  assert.equal(
    site.php(
      `$done = delete_plugins( array( 'kameng/kameng.php' ) ); echo true === $done ? 'deleted' : 'not deleted';`,
    ),
    'deleted',
  );
  assert.deepEqual([left(1), hasTable(1, 'kameng_lines')], ['', 'no']);
  assert.deepEqual([left(2), hasTable(2, 'kameng_lines')], ['kameng_lines,kameng_settings,kameng_shop', 'yes']);
});

test('with debugging on, WordPress had nothing to say about the plugin', () => {
  assert.deepEqual(site.complaints(), []);
});
