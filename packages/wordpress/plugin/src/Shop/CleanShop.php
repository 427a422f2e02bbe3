<?php
/**
 * What may be a setting of the shop. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

use Kameng\Settings\CleanSettings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class CleanShop {
	const DEFAULTS = array(
		'mode'         => 'live',
		'live_key'     => '',
		'sandbox_pool' => '',
		'sandbox_key'  => '',
		'margin'       => '10',
		'fixed'        => '0',
		'rounding'     => 'none',
		'rate'         => '1',
		'complete'     => '1',
		'refund_seen'  => '',
		'keep'         => '',
		'notify'       => '',
	);

	const BOXES = array( 'complete', 'refund_seen', 'keep' );
	const KEYS  = array( 'live_key', 'sandbox_key' );

	/**
	 * Cleans what a form sent. A value that cannot be right keeps the one before and is named in `wrong`; an empty key field keeps
	 * the key, which is never shown again.
	 *
	 * @param array<string, mixed>  $given  What was sent.
	 * @param array<string, string> $before What was stored.
	 * @return array{values: array<string, string>, wrong: string[]}
	 */
	public static function of( array $given, array $before ): array {
		$values = array_merge( self::DEFAULTS, array_intersect_key( $before, self::DEFAULTS ) );
		$wrong  = array();
		foreach ( array_keys( self::DEFAULTS ) as $name ) {
			$text = isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) ? trim( (string) $given[ $name ] ) : '';
			if ( in_array( $name, self::BOXES, true ) ) {
				$values[ $name ] = '' === $text ? '' : '1';
				continue;
			}
			if ( ! isset( $given[ $name ] ) || ( '' === $text && in_array( $name, self::KEYS, true ) ) ) {
				continue;
			}
			$clean = self::clean( $name, $text );
			if ( null === $clean ) {
				$wrong[] = $name;
			} else {
				$values[ $name ] = $clean;
			}
		}
		foreach ( self::KEYS as $name ) {
			if ( ! empty( $given[ $name . '_forget' ] ) ) {
				$values[ $name ] = '';
			}
		}
		return array(
			'values' => $values,
			'wrong'  => $wrong,
		);
	}

	/** Null when the text cannot be this setting. */
	private static function clean( string $name, string $text ): ?string {
		switch ( $name ) {
			case 'mode':
				return in_array( $text, array( 'live', 'sandbox' ), true ) ? $text : null;
			case 'live_key':
				return preg_match( '/^sk_live_[A-Za-z0-9_-]{4,120}$/', $text ) === 1 ? $text : null;
			case 'sandbox_key':
				return preg_match( '/^sk_test_[A-Za-z0-9_-]{4,120}$/', $text ) === 1 ? $text : null;
			case 'sandbox_pool':
				return '' === $text ? '' : CleanSettings::origin( $text );
			case 'margin':
			case 'fixed':
				return self::amount( $text, 'margin' === $name ? 1000 : 1000000 );
			case 'rounding':
				return in_array( $text, PriceRule::ROUNDINGS, true ) ? $text : null;
			case 'rate':
				return preg_match( '/^\d{1,2}(\.\d{1,8})?$/', $text ) === 1 && (float) $text > 0 ? $text : null;
			case 'notify':
				return '' === $text || filter_var( $text, FILTER_VALIDATE_EMAIL ) !== false ? $text : null;
			default:
				return null;
		}
	}

	private static function amount( string $text, int $most ): ?string {
		return preg_match( '/^\d{1,7}(\.\d{1,2})?$/', $text ) === 1 && (float) $text <= $most ? $text : null;
	}

	/**
	 * The rule that the settings and a product's own margin make; null when there is none.
	 *
	 * @param array<string, string> $settings      The shop's.
	 * @param array<string, string> $own           The product's `margin` and `fixed`; '' or absent takes the shop's.
	 * @param string                $pool_currency Of the pool's price.
	 * @param string                $shop_currency Of the shop.
	 * @param int                   $shop_decimals Of the shop's prices.
	 */
	public static function rule( array $settings, array $own, string $pool_currency, string $shop_currency, int $shop_decimals ): ?PriceRule {
		$pick = static function ( string $name ) use ( $settings, $own ): string {
			return isset( $own[ $name ] ) && '' !== $own[ $name ] ? $own[ $name ] : $settings[ $name ];
		};
		// The same currency needs no rate; another one needs one that somebody has set on purpose.
		$rate = $pool_currency === $shop_currency ? '1' : $settings['rate'];
		if ( $pool_currency !== $shop_currency && '1' === $rate ) {
			return null;
		}
		try {
			return new PriceRule(
				(int) Money::minor( $pick( 'margin' ), 2 ),
				(int) Money::minor( $pick( 'fixed' ), $shop_decimals ),
				$settings['rounding'],
				$rate,
				Money::decimals( $pool_currency ),
				$shop_decimals
			);
		} catch ( \InvalidArgumentException $error ) {
			return null;
		}
	}
}
