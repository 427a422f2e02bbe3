<?php
/**
 * Whether a request really is the pool's: Standard Webhooks 1.0, HMAC-SHA256 over id, time and raw body. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class WebhookSignature {
	/** How far the sender's clock and ours may be apart, in seconds; older requests may be somebody's recording. */
	const TOLERANCE_S = 300;

	/** Signatures looked at in one header; a rotation has two. */
	const SIGNATURES_MAX = 8;

	/**
	 * @param string $secret     As shown once by the pool: whsec_ and base64.
	 * @param string $id         Header webhook-id.
	 * @param string $timestamp  Header webhook-timestamp.
	 * @param string $signatures Header webhook-signature.
	 * @param string $body       The body exactly as it came.
	 * @param int    $now        Unix time.
	 */
	public static function holds( string $secret, string $id, string $timestamp, string $signatures, string $body, int $now ): bool {
		$key = base64_decode( strncmp( $secret, 'whsec_', 6 ) === 0 ? substr( $secret, 6 ) : '', true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- the key's own form.
		if ( false === $key || '' === $key || '' === $id || preg_match( '/^\d{1,12}$/', $timestamp ) !== 1 ) {
			return false;
		}
		if ( abs( $now - (int) $timestamp ) > self::TOLERANCE_S ) {
			return false;
		}
		$expected = 'v1,' . base64_encode( hash_hmac( 'sha256', $id . '.' . $timestamp . '.' . $body, $key, true ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- the header's own form.
		foreach ( array_slice( explode( ' ', $signatures ), 0, self::SIGNATURES_MAX ) as $given ) {
			if ( hash_equals( $expected, $given ) ) {
				return true;
			}
		}
		return false;
	}
}
