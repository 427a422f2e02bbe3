<?php
// Refunds: the action before they are kept, which may refuse by an exception, and the one after.
defined( 'ABSPATH' ) || exit;

final class WC_Order_Refund extends Stand_In_Thing {
	const TYPE = 'shop_order_refund';
	public function save(): int {
		return $this->keep( array( 'post_title' => 'refund', 'post_parent' => (int) $this->values['order_id'] ) );
	}
}

function wc_create_refund( array $args ) {
	$order  = wc_get_order( $args['order_id'] );
	$refund = new WC_Order_Refund();
	try {
		$refund->set_order_id( $order->get_id() );
		$refund->set_amount( (float) $args['amount'] );
		$refund->set_line_items( $args['line_items'] ?? array() );
		do_action( 'woocommerce_create_refund', $refund, $args );
		$refund->save();
		if ( ! empty( $args['refund_payment'] ) ) {
			wp_delete_post( $refund->get_id(), true );
			return new WP_Error( 'error', 'The payment gateway for this order does not exist.' );
		}
	} catch ( Exception $error ) {
		return new WP_Error( 'error', $error->getMessage() );
	}
	if ( array_sum( array_map( static fn( $each ) => (float) $each->get_amount(), $order->get_refunds() ) ) >= (float) $order->get_total() ) {
		wc_get_order( $order->get_id() )->update_status( 'refunded' );
	}
	do_action( 'woocommerce_order_refunded', $order->get_id(), $refund->get_id() );
	return $refund;
}
