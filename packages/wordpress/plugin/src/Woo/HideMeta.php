<?php
/**
 * Our notes at an order's item are not for people.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class HideMeta implements Hook {
	public function register(): void {
		add_filter( 'woocommerce_hidden_order_itemmeta', array( $this, 'hide' ) );
	}

	/**
	 * @param mixed $names Hidden so far.
	 * @return mixed
	 */
	public function hide( $names ) {
		return is_array( $names ) ? array_merge( $names, array( Shop::QUOTE ) ) : $names;
	}
}
