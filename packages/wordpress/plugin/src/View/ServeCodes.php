<?php
/**
 * The page behind a signed link. Looking at it shows nothing secret; the button asks the pool and shows the codes.
 *
 * @package Kameng
 */

namespace Kameng\View;

use Kameng\Hook;
use Kameng\Line\LineTable;
use Kameng\Shop\ViewLink;
use Kameng\Store\ShopSettings;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ServeCodes implements Hook {
	public function register(): void {
		add_action( 'template_redirect', array( $this, 'serve' ), 0 );
	}

	public function serve(): void {
		// The link itself is the proof, like a password; there is no session to forge a request from.
		$name = isset( $_GET[ CodesLink::QUERY ] ) && is_string( $_GET[ CodesLink::QUERY ] ) ? sanitize_text_field( wp_unslash( $_GET[ CodesLink::QUERY ] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended
		if ( '' === $name ) {
			return;
		}
		self::send_headers();
		$claim = ViewLink::read( $name );
		$order = null === $claim ? null : Shop::order( $claim['order'] );
		if ( ! $order || ! ViewLink::holds( ShopSettings::secret(), $claim, (string) $order->get_order_key(), time() ) ) {
			status_header( 404 );
			CodesPage::show( __( 'This link does not work', 'kameng' ), '<p>' . esc_html__( 'It may have ended or lost a part on its way. Open your order in the shop, or ask the shop to send the link again.', 'kameng' ) . '</p>' );
			exit;
		}
		$lines  = LineTable::of_order( $claim['order'] );
		$asked  = 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' );
		$opened = array();
		foreach ( $asked ? $lines : array() as $line ) {
			if ( CodesLink::visible( $line ) ) {
				$opened[ $line['id'] ] = RevealLine::of( $line );
			}
		}
		CodesPage::show_order( (string) $order->get_order_number(), $asked ? LineTable::of_order( $claim['order'] ) : $lines, $opened );
		exit;
	}

	private static function send_headers(): void {
		nocache_headers();
		header( 'Cache-Control: no-store, private' );
		header( 'Referrer-Policy: no-referrer' );
		header( 'X-Robots-Tag: noindex, nofollow' );
		header( 'X-Frame-Options: DENY' );
		header( "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'" );
		// Caches that do not read headers read this.
		defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- their name.
	}
}
