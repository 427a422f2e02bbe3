<?php
/**
 * What the owner's privacy policy should say about us.
 *
 * @package Kameng
 */

namespace Kameng\Admin;

use Kameng\Hook;
use Kameng\Line\KeptCodes;
use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class SuggestPrivacyText implements Hook {
	public function register(): void {
		add_action( 'admin_init', array( $this, 'suggest' ) );
	}

	public function suggest(): void {
		$pool = Settings::get( 'pool' );
		$text = '<p>' . esc_html__( 'Buttons and shelves for digital codes load a script and product data from the pool. The pool receives your IP address and the address of this page with these requests. No cookie is set before you open a checkout.', 'kameng' ) . '</p>'
			. '<p>' . esc_html__( 'When you buy, the checkout and the code are shown by the pool in its own frame or page. Your e-mail address or phone number, the payment and the code are handled there and are not stored on this site.', 'kameng' ) . '</p>';
		if ( \Kameng\Woo\Shop::here() ) {
			$text .= '<p>' . esc_html__( 'Codes that you buy in this shop are bought from the pool when your order is paid. The pool receives which product and how many, and a random reference; not your name, address or e-mail. When codes were first seen is stored.', 'kameng' ) . '</p>'
				. '<p>' . ( KeptCodes::wanted() ? esc_html__( 'The codes are read from the pool when you press the button. An encrypted copy of those that you have seen is stored on this site, and erased with your data.', 'kameng' ) : esc_html__( 'The codes are read from the pool when you press the button, and are not stored on this site.', 'kameng' ) ) . '</p>';
		}
		if ( '' !== $pool ) {
			/* translators: %s: address of the pool. */
			$text .= '<p>' . esc_html( sprintf( __( 'The pool is %s.', 'kameng' ), $pool ) ) . '</p>';
		}
		wp_add_privacy_policy_content( 'Kameng', wp_kses_post( $text ) );
	}
}
