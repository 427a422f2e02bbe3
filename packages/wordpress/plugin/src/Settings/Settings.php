<?php
/**
 * The stored settings of this site.
 *
 * @package Kameng
 */

namespace Kameng\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Settings {
	const OPTION = 'kameng_settings';
	const GROUP  = 'kameng';

	/** @return array<string, string> */
	public static function all(): array {
		$stored = get_option( self::OPTION, array() );
		return array_merge( CleanSettings::DEFAULTS, is_array( $stored ) ? array_intersect_key( $stored, CleanSettings::DEFAULTS ) : array() );
	}

	public static function get( string $name ): string {
		return (string) ( self::all()[ $name ] ?? '' );
	}

	/** Whether there is a pool to speak to. */
	public static function ready(): bool {
		return '' !== self::get( 'pool' );
	}

	/**
	 * The pool's language nearest to this page's: what the owner fixed, else what WordPress speaks here.
	 */
	public static function language(): string {
		$fixed = self::get( 'lang' );
		return '' !== $fixed ? $fixed : NearestLanguage::of( determine_locale() );
	}
}
