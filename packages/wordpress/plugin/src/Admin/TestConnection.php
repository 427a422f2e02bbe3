<?php
/**
 * The button "Test the connection": asks the pool for one product with the stored key, as a buyer's page would.
 *
 * @package Kameng
 */

namespace Kameng\Admin;

use Kameng\Hook;
use Kameng\Pool\Answer;
use Kameng\Pool\SendRequest;
use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class TestConnection implements Hook {
	const ACTION = 'kameng_test_connection';
	const WAIT_S = 10;

	public function register(): void {
		add_action( 'admin_post_' . self::ACTION, array( $this, 'run' ) );
	}

	public function run(): void {
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( esc_html__( 'You may not do this.', 'kameng' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::ACTION );
		$result = '' === Settings::get( 'pool' ) ? 'not_set' : self::in_a_word( SendRequest::public_pool( self::WAIT_S )->get( '/v1/products', array( 'limit' => '1' ) ) );
		wp_safe_redirect( add_query_arg( 'kameng_test', $result, AddSettingsPage::url() ) );
		exit;
	}

	/** `ok` or the reason; it travels in an address, so it is one word. */
	private static function in_a_word( Answer $answer ): string {
		if ( ! $answer->ok() ) {
			return sanitize_key( $answer->code() );
		}
		return is_array( $answer->body['data'] ?? null ) ? 'ok' : 'not_a_pool';
	}

	public static function show_form(): void {
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><input type="hidden" name="action" value="' . esc_attr( self::ACTION ) . '">';
		wp_nonce_field( self::ACTION );
		submit_button( __( 'Test the connection', 'kameng' ), 'secondary', 'kameng_test', false );
		echo '</form>';
	}

	public static function show_result(): void {
		// Only says in words what the address says; nothing is done by it.
		$result = isset( $_GET['kameng_test'] ) && is_string( $_GET['kameng_test'] ) ? sanitize_key( wp_unslash( $_GET['kameng_test'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended
		if ( '' === $result ) {
			return;
		}
		printf( '<div class="notice kameng-test-result notice-%1$s"><p>%2$s</p></div>', 'ok' === $result ? 'success' : 'error', esc_html( self::in_words( $result ) ) );
	}

	private static function in_words( string $result ): string {
		switch ( $result ) {
			case 'ok':
				return __( 'The pool answers and knows the key. You can sell.', 'kameng' );
			case 'not_set':
				return __( 'Save the pool address first.', 'kameng' );
			case 'unreachable':
				return __( 'The pool does not answer at this address. Check the address, and whether this server may open outgoing connections.', 'kameng' );
			case 'not_a_pool':
				return __( 'Something answers at this address, but it is not a Kameng pool.', 'kameng' );
			case 'key_invalid':
				return __( 'The pool does not know this key, or it was revoked. Copy it again from the console.', 'kameng' );
			case 'key_wrong_kind':
				return __( 'This kind of key cannot read the catalogue. Use a publishable key.', 'kameng' );
			case 'rate_limited':
			case 'overloaded':
			case 'unavailable':
				return __( 'The pool is busy or starting. Try again in a minute.', 'kameng' );
			default:
				/* translators: %s: a code such as "http_404". */
				return sprintf( __( 'The pool refused: %s.', 'kameng' ), $result );
		}
	}
}
