<?php
/**
 * The check before an order from earlier is paid.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class QuoteLatePayment implements Hook {
	public function register(): void {
		add_action( 'woocommerce_before_pay_action', array( $this, 'check' ) );
	}

	/**
	 * @param mixed $order WC_Order that waits for payment.
	 * @throws \Exception With words for the buyer; WooCommerce shows them and takes no payment.
	 */
	public function check( $order ): void {
		$refusal = QuoteOrder::refusal( $order );
		if ( '' !== $refusal ) {
			throw new \Exception( esc_html( $refusal ) );
		}
	}
}
