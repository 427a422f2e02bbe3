import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPlugin } from '../../src/build/build-plugin.ts';
import type { DatabaseKind } from './open-database.ts';
import { openSite, type Site } from './open-site.ts';

export interface Mail {
  to: string;
  subject: string;
  body: string;
}

export interface Shop extends Site {
  /** `WooCommerce 9.9.5`, or what stands in for it. */
  woocommerce: string;
  /** Whether it is the real one. */
  real: boolean;
  mails: () => Mail[];
}

const standIn = join(import.meta.dirname, '../stand-in');

/**
 * A WordPress that sells: our plugin from its zip, and WooCommerce as built in the folder WOO_DIR, else our own stand-in, which
 * knows what the plugin uses and nothing more. No mail leaves; all are kept. A cheque counts as paid at once.
 */
export async function openShop(database: DatabaseKind): Promise<Shop> {
  const real = process.env.WOO_DIR;
  if (real !== undefined && !existsSync(join(real, 'woocommerce.php'))) throw new Error(`no WooCommerce in ${real}`);
  const site = await openSite(database);
  try {
    return { ...site, ...(await furnish(site, real)) };
  } catch (error) {
    await site.close();
    throw error;
  }
}

async function furnish(site: Site, real: string | undefined): Promise<Pick<Shop, 'real' | 'woocommerce' | 'mails'>> {
  const content = join(site.folder, 'wp-content');
  mkdirSync(join(content, 'mu-plugins'), { recursive: true });
  writeFileSync(
    join(content, 'mu-plugins/keep-mails-and-trust-cheques.php'),
    `<?php add_filter( 'pre_wp_mail', static function ( $done, $mail ) { file_put_contents( WP_CONTENT_DIR . '/mails.jsonl', wp_json_encode( array( 'to' => implode( ',', (array) $mail['to'] ), 'subject' => $mail['subject'], 'body' => $mail['message'] ) ) . "\\n", FILE_APPEND | LOCK_EX ); return true; }, 10, 2 ); add_filter( 'woocommerce_cheque_process_payment_order_status', static fn() => 'processing' );`,
  );
  cpSync(real ?? standIn, join(content, 'plugins/woocommerce'), { recursive: true });
  const zip = await buildPlugin(join(site.folder, '../dist'));
  site.php(`
    update_option( 'woocommerce_currency', 'CNY' );
    update_option( 'woocommerce_coming_soon', 'no' );
    update_option( 'woocommerce_default_country', 'CN' );
    update_option( 'woocommerce_cod_settings', array( 'enabled' => 'yes', 'title' => 'Cash', 'enable_for_virtual' => 'yes' ) );
    update_option( 'woocommerce_cheque_settings', array( 'enabled' => 'yes', 'title' => 'Cheque' ) );
    WP_Filesystem(); unzip_file( '${zip}', WP_PLUGIN_DIR );`);
  for (const plugin of ['woocommerce/woocommerce.php', 'kameng/kameng.php'])
    site.php(
      `$done = activate_plugin( '${plugin}' ); if ( is_wp_error( $done ) ) { fwrite( STDERR, $done->get_error_message() . ' ' . wp_json_encode( $done->get_error_data() ) ); exit( 1 ); }`,
    );
  site.php(`WC_Install::create_pages(); flush_rewrite_rules( false );`);
  const version = site.php(`echo WC_VERSION;`);
  return {
    real: real !== undefined,
    woocommerce: real === undefined ? `stand-in ${version}` : `WooCommerce ${version}`,
    mails: () => {
      const kept = join(content, 'mails.jsonl');
      if (!existsSync(kept)) return [];
      return readFileSync(kept, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Mail);
    },
  };
}
