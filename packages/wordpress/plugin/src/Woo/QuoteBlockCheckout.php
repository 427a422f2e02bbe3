<?php
/**
 * The check before payment, in the block checkout and everything else that speaks the Store API.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class QuoteBlockCheckout implements Hook {
	public function register(): void {
		add_action( 'woocommerce_store_api_checkout_update_order_from_request', array( $this, 'check' ), 20, 2 );
	}

	/**
	 * @param mixed $order   WC_Order, a draft.
	 * @param mixed $request WP_REST_Request.
	 * @throws \Exception With words for the buyer.
	 */
	public function check( $order, $request ): void {
		// Only the order itself; while the buyer types, the draft is updated too.
		if ( ! is_object( $request ) || 'POST' !== $request->get_method() ) {
			return;
		}
		$refusal = QuoteOrder::refusal( $order );
		if ( '' === $refusal ) {
			return;
		}
		$exception = '\Automattic\WooCommerce\StoreApi\Exceptions\RouteException';
		if ( class_exists( $exception ) ) {
			throw new $exception( 'kameng_not_for_sale', esc_html( $refusal ), 409 );
		}
		throw new \Exception( esc_html( $refusal ) );
	}
}
