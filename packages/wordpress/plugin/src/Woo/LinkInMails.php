<?php
/**
 * The link to the codes in WooCommerce's own mails about an order, when there are any by then.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;
use Kameng\View\CodesLink;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class LinkInMails implements Hook {
	public function register(): void {
		add_action( 'woocommerce_email_before_order_table', array( $this, 'show' ), 10, 3 );
	}

	/**
	 * @param mixed $order    WC_Order.
	 * @param mixed $to_admin Whether the shop itself reads it.
	 * @param mixed $plain    Whether it is plain text.
	 */
	public function show( $order, $to_admin = false, $plain = false ): void {
		if ( $to_admin || ! $order->is_paid() ) {
			return;
		}
		$link = CodesLink::for_mail( $order );
		if ( '' === $link ) {
			return;
		}
		if ( $plain ) {
			echo esc_html__( 'Your codes:', 'kameng' ) . ' ' . esc_url_raw( $link ) . "\n\n";
			return;
		}
		echo '<p><a href="' . esc_url( $link ) . '">' . esc_html__( 'Show your codes', 'kameng' ) . '</a></p>';
	}
}
