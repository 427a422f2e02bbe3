<?php
/**
 * What may be a setting. Plain PHP: it knows nothing of WordPress.
 *
 * @package Kameng
 */

namespace Kameng\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class CleanSettings {
	const DEFAULTS = array(
		'pool'       => '',
		'site'       => '',
		'ref'        => '',
		'theme'      => '',
		'lang'       => '',
		'everywhere' => '1',
		'delete'     => '',
	);

	const THEMES    = array( '', 'light', 'dark' );
	const LANGUAGES = array( '', 'zh-CN', 'zh-TW', 'en', 'ja', 'ar' );

	/**
	 * Cleans what a form sent. A value that cannot be right keeps the one before and is named in `wrong`.
	 *
	 * @param mixed                 $given  What was sent.
	 * @param array<string, string> $before What was stored.
	 * @return array{values: array<string, string>, wrong: string[]}
	 */
	public static function of( $given, array $before ): array {
		$given  = is_array( $given ) ? $given : array();
		$values = array_merge( self::DEFAULTS, array_intersect_key( $before, self::DEFAULTS ) );
		$wrong  = array();
		foreach ( array_keys( self::DEFAULTS ) as $name ) {
			// An unticked box is not sent at all; a field that is not on the form keeps its value.
			$is_box = in_array( $name, array( 'everywhere', 'delete' ), true );
			if ( ! isset( $given[ $name ] ) && ! $is_box ) {
				continue;
			}
			$clean = self::clean( $name, isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) ? trim( (string) $given[ $name ] ) : '' );
			if ( null === $clean ) {
				$wrong[] = $name;
			} else {
				$values[ $name ] = $clean;
			}
		}
		return array(
			'values' => $values,
			'wrong'  => $wrong,
		);
	}

	/** Null when the text cannot be this setting; the empty text unsets it. */
	public static function clean( string $name, string $text ): ?string {
		if ( 'everywhere' === $name || 'delete' === $name ) {
			return '' === $text || '0' === $text ? '' : '1';
		}
		if ( '' === $text ) {
			return '';
		}
		switch ( $name ) {
			case 'pool':
				return self::origin( $text );
			case 'site':
				return preg_match( '/^pk_[A-Za-z0-9_-]{4,120}$/', $text ) === 1 ? $text : null;
			case 'ref':
				$upper = strtoupper( $text );
				return preg_match( '/^[A-Z0-9]{4,16}$/', $upper ) === 1 ? $upper : null;
			case 'theme':
				return in_array( $text, self::THEMES, true ) ? $text : null;
			case 'lang':
				return in_array( $text, self::LANGUAGES, true ) ? $text : null;
			default:
				return null;
		}
	}

	/** The pool's origin of what an owner pasted: `https://pool.example/docs` is `https://pool.example`. Plain http only on this machine. */
	public static function origin( string $text ): ?string {
		$parts = parse_url( strpos( $text, '://' ) !== false ? $text : 'https://' . $text ); // phpcs:ignore WordPress.WP.AlternativeFunctions.parse_url_parse_url -- plain PHP.
		if ( ! is_array( $parts ) || empty( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
			return null;
		}
		$scheme = strtolower( $parts['scheme'] ?? '' );
		$host   = strtolower( $parts['host'] );
		if ( preg_match( '/^[a-z0-9.-]+$/', $host ) !== 1 ) {
			return null;
		}
		$is_here = in_array( $host, array( 'localhost', '127.0.0.1' ), true );
		if ( 'https' !== $scheme && ! ( 'http' === $scheme && $is_here ) ) {
			return null;
		}
		return $scheme . '://' . $host . ( isset( $parts['port'] ) ? ':' . (int) $parts['port'] : '' );
	}
}
