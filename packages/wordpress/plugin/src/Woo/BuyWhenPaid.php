<?php
/**
 * A paid order is bought at the pool. Two hooks say that it is paid, in any order and any number of times; the lines know what was done.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;
use Kameng\Line\RunOrder;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class BuyWhenPaid implements Hook {
	public function register(): void {
		// Last, so that WooCommerce's own mails about the status are out before ours.
		add_action( 'woocommerce_order_status_changed', array( $this, 'buy' ), 50, 1 );
		add_action( 'woocommerce_payment_complete', array( $this, 'buy' ), 50, 1 );
	}

	/** @param mixed $order_id Of the shop. */
	public function buy( $order_id ): void {
		$order = Shop::order( (int) $order_id );
		if ( $order && $order->is_paid() ) {
			RunOrder::paid( $order );
		}
	}
}
