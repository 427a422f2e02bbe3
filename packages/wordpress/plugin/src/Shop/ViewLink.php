<?php
/**
 * The signed name of an order's codes, good until a time. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ViewLink {
	/**
	 * @param string $secret  Known to this site only.
	 * @param int    $order   Of the shop.
	 * @param string $key     The order's own random key, so that a copied database does not open other orders.
	 * @param int    $expires Unix time.
	 */
	public static function sign( string $secret, int $order, string $key, int $expires ): string {
		return $order . '.' . $expires . '.' . self::mac( $secret, $order, $key, $expires );
	}

	/**
	 * The order and the time that a name claims; null when it is none.
	 *
	 * @return array{order: int, expires: int, mac: string}|null
	 */
	public static function read( string $name ): ?array {
		if ( preg_match( '/^(\d{1,18})\.(\d{1,12})\.([0-9a-f]{64})$/', $name, $parts ) !== 1 ) {
			return null;
		}
		return array(
			'order'   => (int) $parts[1],
			'expires' => (int) $parts[2],
			'mac'     => $parts[3],
		);
	}

	/** @param array{order: int, expires: int, mac: string} $claim From `read`. */
	public static function holds( string $secret, array $claim, string $key, int $now ): bool {
		return '' !== $secret && '' !== $key && $claim['expires'] >= $now
			&& hash_equals( self::mac( $secret, $claim['order'], $key, $claim['expires'] ), $claim['mac'] );
	}

	private static function mac( string $secret, int $order, string $key, int $expires ): string {
		return hash_hmac( 'sha256', "codes\n$order\n$key\n$expires", $secret );
	}
}
