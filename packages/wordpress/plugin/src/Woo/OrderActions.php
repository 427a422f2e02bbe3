<?php
/**
 * "Send the codes again" among the actions of an order.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;
use Kameng\Line\LineTable;
use Kameng\Shop\LineState;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class OrderActions implements Hook {
	const ACTION = 'kameng_send_codes';

	public function register(): void {
		add_filter( 'woocommerce_order_actions', array( $this, 'add' ), 10, 2 );
		add_action( 'woocommerce_order_action_' . self::ACTION, array( $this, 'send' ) );
	}

	/**
	 * @param mixed $actions Name => text.
	 * @param mixed $order   WC_Order.
	 * @return mixed
	 */
	public function add( $actions, $order = null ) {
		if ( is_array( $actions ) && is_object( $order ) && self::ready( (int) $order->get_id() ) ) {
			$actions[ self::ACTION ] = __( 'Send the link to the codes again', 'kameng' );
		}
		return $actions;
	}

	/** @param mixed $order WC_Order. */
	public function send( $order ): void {
		$ready = self::ready( (int) $order->get_id() );
		if ( $ready ) {
			Shop::mail( 'Kameng_Codes', (int) $order->get_id(), $ready );
			$order->add_order_note( __( 'The link to the codes was sent again.', 'kameng' ) );
		}
	}

	/** @return array<int, int> Ids of lines whose codes may be seen. */
	private static function ready( int $order_id ): array {
		$lines = array_filter( LineTable::of_order( $order_id ), static fn( $line ) => in_array( $line['state'], LineState::VISIBLE, true ) && 0 === $line['closed_at'] );
		return array_values( array_column( $lines, 'id' ) );
	}
}
