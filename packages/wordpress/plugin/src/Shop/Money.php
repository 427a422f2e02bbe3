<?php
/**
 * Amounts between decimal texts and whole minor units, without a float. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Money {
	/** ISO 4217 currencies that do not have two decimals. */
	const OTHER_DECIMALS = array(
		'BHD' => 3,
		'CLP' => 0,
		'ISK' => 0,
		'JOD' => 3,
		'JPY' => 0,
		'KRW' => 0,
		'KWD' => 3,
		'OMR' => 3,
		'TND' => 3,
		'VND' => 0,
	);

	public static function decimals( string $currency ): int {
		return self::OTHER_DECIMALS[ $currency ] ?? 2;
	}

	/** `1234` with two decimals is `12.34`. */
	public static function text( int $minor, int $decimals ): string {
		$digits = str_pad( (string) abs( $minor ), $decimals + 1, '0', STR_PAD_LEFT );
		$whole  = substr( $digits, 0, strlen( $digits ) - $decimals );
		$text   = 0 === $decimals ? $whole : $whole . '.' . substr( $digits, -$decimals );
		return ( $minor < 0 ? '-' : '' ) . $text;
	}

	/**
	 * `12.34` with two decimals is `1234`; digits beyond are cut off. Null when it is no amount of a shop.
	 */
	public static function minor( string $text, int $decimals ): ?int {
		if ( preg_match( '/^(\d{1,10})(?:\.(\d*))?$/', trim( $text ), $parts ) !== 1 ) {
			return null;
		}
		return (int) $parts[1] * 10 ** $decimals + (int) substr( str_pad( $parts[2] ?? '', $decimals, '0' ), 0, $decimals );
	}
}
