<?php
/**
 * Codes as a copy of them may lie in a shop's database: AES-256-GCM, bound to their line. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class SealCodes {
	const CIPHER = 'aes-256-gcm';
	const NONCE  = 12;
	const TAG    = 16;

	/** Whether this PHP can do it; without OpenSSL nothing is kept. */
	public static function possible(): bool {
		return function_exists( 'openssl_encrypt' ) && in_array( self::CIPHER, openssl_get_cipher_methods(), true );
	}

	/** @param string $secret Of wp-config.php: not in the database that the sealed text lies in. */
	public static function key( string $secret ): string {
		return hash_hkdf( 'sha256', $secret, 32, 'kameng kept codes 1' );
	}

	/**
	 * @param array<int, array<string, mixed>> $codes As RevealLine has them.
	 * @param string                           $key   Of `key`.
	 * @param string                           $line  Name of the line: a text moved to another line does not open there.
	 */
	public static function seal( array $codes, string $key, string $line ): string {
		$nonce = random_bytes( self::NONCE );
		$tag   = '';
		$text  = json_encode( $codes, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ); // phpcs:ignore WordPress.WP.AlternativeFunctions.json_encode_json_encode -- plain PHP.
		$sealed = false === $text ? false : openssl_encrypt( $text, self::CIPHER, $key, OPENSSL_RAW_DATA, $nonce, $tag, $line, self::TAG );
		if ( false === $sealed ) {
			throw new \RuntimeException( 'The codes could not be sealed.' );
		}
		return base64_encode( $nonce . $tag . $sealed ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- bytes in a column of text.
	}

	/**
	 * Null when the key is another one, or the text was changed or moved.
	 *
	 * @return array<int, array<string, mixed>>|null
	 */
	public static function open( string $text, string $key, string $line ): ?array {
		$bytes = base64_decode( $text, true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- bytes in a column of text.
		if ( false === $bytes || strlen( $bytes ) <= self::NONCE + self::TAG ) {
			return null;
		}
		$plain = openssl_decrypt( substr( $bytes, self::NONCE + self::TAG ), self::CIPHER, $key, OPENSSL_RAW_DATA, substr( $bytes, 0, self::NONCE ), substr( $bytes, self::NONCE, self::TAG ), $line );
		$codes = false === $plain ? null : json_decode( $plain, true );
		return is_array( $codes ) ? $codes : null;
	}
}
