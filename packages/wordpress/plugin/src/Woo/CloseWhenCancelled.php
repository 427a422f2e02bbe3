<?php
/**
 * An order that is cancelled, failed or refunded after its payment: what was not bought is not bought, what was not seen is closed.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;
use Kameng\Line\LineTable;
use Kameng\Shop\RefundRule;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class CloseWhenCancelled implements Hook {
	const ENDS = array( 'cancelled', 'failed', 'refunded' );

	public function register(): void {
		add_action( 'woocommerce_order_status_changed', array( $this, 'close' ), 10, 3 );
	}

	/**
	 * @param mixed $order_id Of the shop.
	 * @param mixed $from     Status before.
	 * @param mixed $to       Status now.
	 */
	public function close( $order_id, $from, $to ): void {
		if ( ! in_array( $to, self::ENDS, true ) ) {
			return;
		}
		$order = Shop::order( (int) $order_id );
		if ( $order ) {
			QuoteOrder::release( Shop::pool_items( $order ) );
		}
		foreach ( LineTable::of_order( (int) $order_id ) as $line ) {
			if ( $line['closed_at'] > 0 ) {
				continue;
			}
			$decision = RefundRule::decide( $line['state'], $line['quantity'], $line['quantity'], $line['revealed_at'] > 0, false, true );
			if ( RefundRule::SEEN === $decision ) {
				/* translators: %s: name of the product. */
				Shop::note( (int) $order_id, sprintf( __( '%s: the codes were seen before the order ended; they stay the buyer’s.', 'kameng' ), $line['name'] ) );
				continue;
			}
			if ( RefundRule::BUY_LESS === $decision && LineTable::buy_less( $line['id'], $line['quantity'], time() ) ) {
				continue;
			}
			LineTable::close( $line['id'], time(), false );
		}
	}
}
