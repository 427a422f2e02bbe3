<?php
/**
 * A paid order is bought at the pool. Two hooks say that it is paid, in any order and any number of times; the lines know what was done.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;
use Kameng\Line\LineTable;
use Kameng\Line\RunOrder;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class BuyWhenPaid implements Hook {
	public function register(): void {
		// Last, so that WooCommerce's own mails about the status are out before ours.
		add_action( 'woocommerce_order_status_changed', array( $this, 'change' ), 50, 3 );
		add_action( 'woocommerce_order_status_changed', array( $this, 'tell' ), 51, 2 );
		add_action( 'woocommerce_payment_complete', array( $this, 'buy' ), 50, 1 );
	}

	/**
	 * An order that had ended is paid again: what was closed then stays closed until the owner opens it.
	 *
	 * @param mixed $order_id Of the shop.
	 * @param mixed $from     Status before.
	 */
	public function tell( $order_id, $from ): void {
		$order  = Shop::order( (int) $order_id );
		$closed = array_filter( LineTable::of_order( (int) $order_id ), static fn( $line ) => $line['closed_at'] > 0 );
		if ( $order && $closed && $order->is_paid() && in_array( $from, CloseWhenCancelled::ENDS, true ) ) {
			$order->add_order_note( __( 'Codes of this order were closed when it ended, and stay so. Open them again, or buy again, in WooCommerce → Kameng → Purchases.', 'kameng' ) );
		}
	}

	/**
	 * @param mixed $order_id Of the shop.
	 * @param mixed $from     Status before.
	 * @param mixed $to       Status now.
	 */
	public function change( $order_id, $from, $to ): void {
		$order = Shop::order( (int) $order_id );
		if ( ! $order ) {
			return;
		}
		if ( Shop::is_paid( $order ) ) {
			RunOrder::paid( $order, ! Shop::is_paid_status( (string) $from ) );
		} elseif ( Shop::is_paid_status( (string) $to ) && Shop::pool_items( $order ) ) {
			$order->add_order_note( __( 'Cash on delivery: the codes are bought when you mark the order as completed.', 'kameng' ) );
		}
	}

	/** @param mixed $order_id Of the shop. */
	public function buy( $order_id ): void {
		$order = Shop::order( (int) $order_id );
		if ( $order && Shop::is_paid( $order ) ) {
			RunOrder::paid( $order, true );
		}
	}
}
