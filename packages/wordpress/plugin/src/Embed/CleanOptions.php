<?php
/**
 * What an author wrote in a shortcode or a block, reduced to what an element understands. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Embed;

use Kameng\Settings\CleanSettings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class CleanOptions {
	const PATTERNS = array(
		'product'  => '/^prd_[0-9a-z]{26}$/',
		'quantity' => '/^[1-9][0-9]{0,4}$/',
		'coupon'   => '/^[^\s<>"\']{1,64}$/u',
		'mode'     => '/^(overlay|redirect)$/',
		'category' => '/^[^<>"]{1,64}$/u',
		'brand'    => '/^[^<>"]{1,64}$/u',
		'query'    => '/^[^<>"]{1,100}$/u',
		'columns'  => '/^[1-6]$/',
		'limit'    => '/^([1-9][0-9]?|100)$/',
	);

	/**
	 * The options that are what they say; the rest is dropped, as a browser drops an attribute it does not know.
	 *
	 * @param mixed                 $given    Attributes as written.
	 * @param array<string, string> $settings Settings of the site; they fill site, ref, lang and theme.
	 * @return array<string, string>
	 */
	public static function of( $given, array $settings ): array {
		$given   = is_array( $given ) ? $given : array();
		$options = array();
		foreach ( self::PATTERNS as $name => $pattern ) {
			$text = self::text( $given, $name );
			if ( '' !== $text && preg_match( $pattern, $text ) === 1 ) {
				$options[ $name ] = $text;
			}
		}
		foreach ( array( 'site', 'ref', 'lang', 'theme' ) as $name ) {
			$text             = self::text( $given, $name );
			$own              = '' === $text ? null : CleanSettings::clean( $name, $text );
			$options[ $name ] = null !== $own ? $own : (string) ( $settings[ $name ] ?? '' );
		}
		return array_filter( $options, 'strlen' );
	}

	/** @param array<mixed> $given Attributes as written. */
	private static function text( array $given, string $name ): string {
		return isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) ? trim( (string) $given[ $name ] ) : '';
	}
}
