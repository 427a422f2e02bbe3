<?php
/**
 * Plugin Name: Stand-in for WooCommerce
 * Description: For tests where no WooCommerce can be had: our own code for the few functions, classes and hooks that Kameng uses. Not WooCommerce, and nothing passes "on WooCommerce" with it.
 * Version: 1
 */

defined( 'ABSPATH' ) || exit;
define( 'WC_VERSION', '1' );

foreach ( array( 'products', 'orders', 'refunds', 'mails', 'route-exception', 'store-api', 'pages' ) as $part ) {
	require __DIR__ . "/$part.php";
}

final class WooCommerce {
	public function mailer(): self {
		return $this;
	}
	/** @return array<string, object> */
	public function get_emails(): array {
		static $mails = null;
		$mails = $mails ?? apply_filters( 'woocommerce_email_classes', array() );
		return $mails;
	}
}

function WC(): WooCommerce {
	static $one = null;
	$one = $one ?? new WooCommerce();
	return $one;
}

function get_woocommerce_currency(): string {
	return get_option( 'woocommerce_currency', 'CNY' );
}
function wc_prices_include_tax(): bool {
	return false;
}
function wc_get_price_decimals(): int {
	return 2;
}

function wc_get_logger(): object {
	return new class() {
		public function log( string $level, string $text ): void {
			file_put_contents( WP_CONTENT_DIR . '/stand-in.log', "$level $text\n", FILE_APPEND | LOCK_EX );
		}
	};
}

add_action(
	'init',
	static function (): void {
		register_post_type( 'product', array( 'public' => true, 'label' => 'Products', 'supports' => array( 'title', 'editor', 'thumbnail' ) ) );
		register_post_type( 'product_variation', array( 'public' => false ) );
		register_taxonomy( 'product_cat', 'product', array( 'label' => 'Categories' ) );
		foreach ( array( 'shop_order', 'shop_order_item', 'shop_order_refund' ) as $type ) {
			register_post_type( $type, array( 'public' => false ) );
		}
		do_action( 'before_woocommerce_init' );
	},
	0
);
add_filter(
	'user_has_cap',
	static fn( array $all ): array => empty( $all['manage_options'] ) ? $all : $all + array( 'manage_woocommerce' => true ),
	10,
	1
);
add_action( 'admin_menu', static fn() => add_menu_page( 'WooCommerce', 'WooCommerce', 'manage_woocommerce', 'woocommerce', '__return_null' ) );
