<?php
/**
 * The check before payment, in the checkout by shortcode.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class QuoteClassicCheckout implements Hook {
	public function register(): void {
		add_action( 'woocommerce_checkout_create_order', array( $this, 'check' ), 20 );
	}

	/**
	 * @param mixed $order WC_Order that is about to be saved.
	 * @throws \Exception With words for the buyer; WooCommerce shows them and creates no order.
	 */
	public function check( $order ): void {
		$refusal = QuoteOrder::refusal( $order );
		if ( '' !== $refusal ) {
			throw new \Exception( esc_html( $refusal ) );
		}
	}
}
