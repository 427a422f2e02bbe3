<?php
/**
 * Beside an order, on the thank-you page and in My Account: what is ready, and the link to the codes.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;
use Kameng\View\CodesLink;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ShowCodes implements Hook {
	/** The page is open now; a link from it need not last. */
	const LASTS_S = 7200;

	public function register(): void {
		add_action( 'woocommerce_order_details_before_order_table', array( $this, 'show' ) );
	}

	/** @param mixed $order WC_Order of somebody whom WooCommerce has let in. */
	public function show( $order ): void {
		echo CodesLink::section( $order, time() + self::LASTS_S ); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped by CodesLink.
	}
}
