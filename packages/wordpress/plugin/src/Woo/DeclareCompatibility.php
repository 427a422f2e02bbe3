<?php
/**
 * Tells WooCommerce that orders in its own tables and the block checkout are fine with us.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;
use Kameng\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class DeclareCompatibility implements Hook {
	public function register(): void {
		add_action( 'before_woocommerce_init', array( $this, 'declare' ) );
	}

	public function declare(): void {
		$features = '\Automattic\WooCommerce\Utilities\FeaturesUtil';
		if ( class_exists( $features ) ) {
			foreach ( array( 'custom_order_tables', 'cart_checkout_blocks' ) as $feature ) {
				$features::declare_compatibility( $feature, Plugin::file(), true );
			}
		}
	}
}
