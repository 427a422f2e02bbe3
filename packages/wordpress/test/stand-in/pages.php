<?php
// The thank-you page by the order's key, the order in My Account by its owner, and the installer.
defined( 'ABSPATH' ) || exit;

final class WC_Install {
	public static function create_pages(): void {}
}

add_action(
	'template_redirect',
	static function (): void {
		$order = wc_get_order( absint( $_GET['stand_in_received'] ?? $_GET['stand_in_order'] ?? 0 ) );
		if ( ! $order ) {
			return;
		}
		$known = isset( $_GET['key'] ) ? hash_equals( $order->get_order_key(), (string) $_GET['key'] ) : (int) $order->get_customer_id() === get_current_user_id() && is_user_logged_in();
		if ( ! $known ) {
			wp_die( 'Not yours.', '', array( 'response' => 403 ) );
		}
		echo '<!doctype html><title>Order</title><main>';
		do_action( 'woocommerce_order_details_before_order_table', $order );
		echo '</main>';
		exit;
	}
);
