<?php
/**
 * What came of a button, in words.
 *
 * @package Kameng
 */

namespace Kameng\Desk;

use Kameng\Store\Words;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Notice {
	public static function show(): void {
		$done = isset( $_GET['kameng_done'] ) && is_string( $_GET['kameng_done'] ) ? sanitize_key( wp_unslash( $_GET['kameng_done'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- only said in words.
		if ( '' === $done ) {
			return;
		}
		$good = self::good();
		if ( isset( $good[ $done ] ) ) {
			printf( '<div class="notice notice-success kameng-notice"><p>%s</p></div>', esc_html( $good[ $done ] ) );
			return;
		}
		printf( '<div class="notice notice-error kameng-notice"><p>%s</p></div>', esc_html( self::bad( $done ) ) );
	}

	/** @return array<string, string> */
	private static function good(): array {
		return array(
			'connected'  => __( 'Saved. The pool knows the key, and tells this shop when prices, stock or orders change.', 'kameng' ),
			'no_webhook' => __( 'Saved. The pool knows the key, but cannot reach this site with its messages; the shop asks every hour instead.', 'kameng' ),
			'saved'      => __( 'Saved.', 'kameng' ),
			'synced'     => __( 'Prices and stock are as the pool has them now.', 'kameng' ),
			'delivered'  => __( 'Bought and delivered. The buyer has the link.', 'kameng' ),
			'waiting'    => __( 'Bought. The codes come from the supplier; the buyer gets a mail when they are here.', 'kameng' ),
			'reopened'   => __( 'The link works again.', 'kameng' ),
		);
	}

	private static function bad( string $done ): string {
		switch ( $done ) {
			case 'wrong':
				return __( 'Something in the form cannot be right; what was there before was kept. A live key starts with sk_live_, a sandbox key with sk_test_, addresses with https://.', 'kameng' );
			case 'again':
			case 'unreachable':
				return __( 'The pool does not answer at this address. Nothing was bought.', 'kameng' );
			case 'busy':
				return __( 'Another process is at this line. Look again in a minute.', 'kameng' );
			case 'not_a_pool':
				return __( 'Something answers at this address, but it is not a Kameng pool.', 'kameng' );
			case 'held':
			case 'short':
			case 'stopped':
			case 'refunded':
			case 'pending':
				return __( 'It could not be delivered. The reason is in the list below.', 'kameng' );
			default:
				return Words::reason( $done );
		}
	}
}
