<?php
/**
 * The stored settings of the shop: which pool, which key, which prices.
 *
 * @package Kameng
 */

namespace Kameng\Store;

use Kameng\Pool\Pool;
use Kameng\Pool\SendRequest;
use Kameng\Settings\Settings;
use Kameng\Shop\CleanShop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ShopSettings {
	/** Not loaded with every page, since it holds the keys. */
	const OPTION = 'kameng_shop';
	/** Random, made once: signs the links to codes and names this shop to the pool. */
	const SECRET = 'kameng_shop_secret';
	/** A key in wp-config.php wins over a stored one. */
	const CONSTANTS = array(
		'live'    => 'KAMENG_SECRET_KEY',
		'sandbox' => 'KAMENG_SANDBOX_KEY',
	);

	/** @return array<string, string> */
	public static function all(): array {
		$stored = get_option( self::OPTION, array() );
		return array_merge( CleanShop::DEFAULTS, is_array( $stored ) ? array_intersect_key( $stored, CleanShop::DEFAULTS ) : array() );
	}

	public static function get( string $name ): string {
		return self::all()[ $name ] ?? '';
	}

	/** @param array<string, string> $values Clean. */
	public static function save( array $values ): void {
		update_option( self::OPTION, $values, false );
	}

	public static function mode(): string {
		return self::get( 'mode' );
	}

	/** The key of a mode: the constant, else what was stored. */
	public static function key( string $mode ): string {
		$constant = self::CONSTANTS[ $mode ] ?? '';
		if ( '' !== $constant && defined( $constant ) && is_string( constant( $constant ) ) ) {
			return constant( $constant );
		}
		return self::get( $mode . '_key' );
	}

	public static function key_is_constant( string $mode ): bool {
		return defined( self::CONSTANTS[ $mode ] );
	}

	/** The pool of a mode; a sandbox without an address of its own is at the same one. */
	public static function origin( string $mode ): string {
		$own = 'sandbox' === $mode ? self::get( 'sandbox_pool' ) : '';
		return '' !== $own ? $own : Settings::get( 'pool' );
	}

	public static function connected( string $mode = '' ): bool {
		$mode = '' === $mode ? self::mode() : $mode;
		return '' !== self::key( $mode ) && '' !== self::origin( $mode );
	}

	/** The pool by the secret key of a mode, the current one when none is named. */
	public static function pool( int $timeout_s, string $mode = '' ): Pool {
		$mode = '' === $mode ? self::mode() : $mode;
		return new Pool( self::origin( $mode ), self::key( $mode ), new SendRequest( $timeout_s ) );
	}

	/** This shop's own secret. Two processes that make it at once agree on the first. */
	public static function secret(): string {
		$secret = get_option( self::SECRET, '' );
		if ( ! is_string( $secret ) || '' === $secret ) {
			add_option( self::SECRET, bin2hex( random_bytes( 32 ) ), '', false );
			wp_cache_delete( self::SECRET, 'options' );
			wp_cache_delete( 'notoptions', 'options' );
			$secret = (string) get_option( self::SECRET, '' );
		}
		return $secret;
	}
}
