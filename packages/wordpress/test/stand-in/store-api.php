<?php
// A cart by its token, and a checkout that creates the order, lets others refuse, and takes the payment.
defined( 'ABSPATH' ) || exit;

add_action(
	'rest_api_init',
	static function (): void {
		$route = static fn( string $path, string $method, callable $do ) => register_rest_route( 'wc/store/v1', $path, array( 'methods' => $method, 'callback' => $do, 'permission_callback' => '__return_true' ) );
		$route( '/cart', 'GET', 'stand_in_cart' );
		$route( '/cart/add-item', 'POST', 'stand_in_add' );
		$route( '/checkout', 'POST', 'stand_in_checkout' );
	}
);

function stand_in_cart(): WP_REST_Response {
	$token  = wp_generate_password( 24, false );
	$answer = new WP_REST_Response( array( 'items' => array() ) );
	$answer->header( 'Cart-Token', $token );
	$answer->header( 'Nonce', 'none' );
	return $answer;
}
function stand_in_add( WP_REST_Request $request ) {
	$product = wc_get_product( (int) $request['id'] );
	if ( ! $product || 'instock' !== $product->get_stock_status() ) {
		return new WP_Error( 'woocommerce_rest_product_out_of_stock', 'Out of stock.', array( 'status' => 400 ) );
	}
	$name   = 'stand_in_cart_' . md5( (string) $request->get_header( 'Cart-Token' ) );
	$cart   = (array) get_option( $name, array() );
	$cart[] = array( (int) $request['id'], (int) $request['quantity'] );
	update_option( $name, $cart, false );
	return new WP_REST_Response( array( 'items' => $cart ), 201 );
}
function stand_in_checkout( WP_REST_Request $request ) {
	$order = new WC_Order();
	foreach ( (array) get_option( 'stand_in_cart_' . md5( (string) $request->get_header( 'Cart-Token' ) ), array() ) as list( $id, $quantity ) ) {
		$order->add_product( wc_get_product( $id ), $quantity );
	}
	$order->set_billing_email( sanitize_email( $request['billing_address']['email'] ) );
	$order->set_payment_method( $request['payment_method'] );
	$order->set_status( 'checkout-draft' );
	$order->save();
	try {
		do_action( 'woocommerce_store_api_checkout_update_order_from_request', $order, $request );
	} catch ( Automattic\WooCommerce\StoreApi\Exceptions\RouteException $error ) {
		return new WP_Error( $error->getErrorCode(), $error->getMessage(), array( 'status' => $error->getCode() ) );
	}
	$order = wc_get_order( $order->get_id() );
	$order->update_status( 'cheque' === $request['payment_method'] ? apply_filters( 'woocommerce_cheque_process_payment_order_status', 'on-hold' ) : 'processing' );
	return new WP_REST_Response( array( 'order_id' => $order->get_id(), 'status' => $order->get_status() ) );
}
