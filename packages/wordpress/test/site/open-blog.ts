import assert from 'node:assert/strict';
import { buildPlugin } from '../../src/build/build-plugin.ts';
import { logIn, openBrowser } from './open-browser.ts';
import type { DatabaseKind } from './open-database.ts';
import { openPool } from './open-pool.ts';
import { openSite, type Site } from './open-site.ts';

export const game = 'prd_01k0dem0game00000000000001';
/** A checkout on a busy machine takes its time; a lost one never comes. */
export const patienceMs = 90_000;
const database = (process.env.WORDPRESS_TEST_DATABASE ?? 'sqlite') as DatabaseKind;

/** A demo pool, a WordPress without a shop, and its owner at a browser. */
export type Blog = Awaited<ReturnType<typeof openBlog>>;

/** Opens them; with the plugin switched on and set to the pool, unless the test does that itself. */
export async function openBlog({ set = true } = {}) {
  const pool = await openPool();
  const opened: { close(): Promise<void> }[] = [pool];
  const close = async () => {
    for (const each of opened) await each.close();
  };
  try {
    const site = await openSite(database);
    opened.unshift(site);
    if (set) await setUp(site, pool.url);
    const browser = await openBrowser();
    opened.unshift(browser);
    const owner = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    owner.setDefaultTimeout(20_000);
    await logIn(owner, site);
    return {
      pool,
      site,
      browser,
      owner,
      /** A published page with this content; its address. */
      publish: (content: string, author = 1) =>
        site.php(
          `echo get_permalink( wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => uniqid( 'page ' ), 'post_author' => ${author}, 'post_content' => wp_slash( base64_decode( '${Buffer.from(content).toString('base64')}' ) ) ), true ) );`,
        ),
      /** The settings' own word that they were saved. */
      saved: () => owner.locator('#setting-error-settings_updated').waitFor(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function setUp(site: Site, pool: string): Promise<void> {
  const zip = await buildPlugin(`${site.folder}/../dist`);
  site.php(
    `WP_Filesystem(); unzip_file( '${zip}', WP_PLUGIN_DIR ); $done = activate_plugin( 'kameng/kameng.php' ); if ( is_wp_error( $done ) ) { fwrite( STDERR, $done->get_error_message() ); exit( 1 ); } update_option( 'kameng_settings', array( 'pool' => '${pool}', 'site' => 'pk_test_demo', 'ref' => 'DEMO01', 'everywhere' => '1' ) );`,
  );
}

export const htmlOf = async (url: string) => (await fetch(url)).text();
export const has = (html: string, pattern: RegExp) =>
  assert.ok(
    pattern.test(html),
    `${pattern} is not in ${/<(?:p class="kameng-hint"|kameng-).*/.exec(html)?.[0] ?? 'the page'}`,
  );
export const hasNot = (html: string, pattern: RegExp) => assert.ok(!pattern.test(html), `${pattern} is in the page`);
