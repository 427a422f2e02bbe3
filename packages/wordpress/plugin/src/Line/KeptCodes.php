<?php
/**
 * Sealed copies of codes that were seen, where the owner asks for them: so that buyers see them again while the pool does not answer.
 *
 * @package Kameng
 */

namespace Kameng\Line;

use Kameng\Shop\SealCodes;
use Kameng\Store\ShopSettings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class KeptCodes {
	/** The constants of wp-config.php that make the key. WordPress' own fallback for them lies in the database, so it is no key. */
	const CONSTANTS = array( 'AUTH_KEY', 'SECURE_AUTH_SALT' );
	/** What wp-config-sample.php says in place of a random text. */
	const SAMPLE = 'put your unique phrase here';

	public static function table(): string {
		global $wpdb;
		return $wpdb->prefix . 'kameng_kept';
	}

	public static function install(): void {
		global $wpdb;
		$name = self::table();
		dbDelta( "CREATE TABLE $name (\n\t\t\tline_id bigint(20) unsigned NOT NULL,\n\t\t\tsealed longtext NOT NULL,\n\t\t\tkept_at bigint(20) NOT NULL,\n\t\t\tPRIMARY KEY  (line_id)\n\t\t) {$wpdb->get_charset_collate()};" );
	}

	/** Whether copies can be kept here at all. */
	public static function possible(): bool {
		return '' !== self::secret() && SealCodes::possible();
	}

	/** Whether the owner wants copies, and they can be kept. */
	public static function wanted(): bool {
		return '1' === ShopSettings::get( 'keep' ) && self::possible();
	}

	/**
	 * @param array<string, mixed>             $line  Of LineTable.
	 * @param array<int, array<string, mixed>> $codes As RevealLine has them.
	 */
	public static function keep( array $line, array $codes ): void {
		global $wpdb;
		if ( $codes && self::wanted() ) {
			$sealed = SealCodes::seal( $codes, SealCodes::key( self::secret() ), self::name_of( $line ) );
			$wpdb->query( $wpdb->prepare( 'REPLACE INTO %i (line_id, sealed, kept_at) VALUES (%d, %s, %d)', self::table(), $line['id'], $sealed, time() ) ); // phpcs:ignore WordPress.DB -- own table.
			// Closed while the pool was asked: then the copy goes with the link.
			$now = LineTable::get( $line['id'] );
			if ( null === $now || $now['closed_at'] > 0 ) {
				self::forget( $line['id'] );
			}
		}
	}

	/**
	 * @param array<string, mixed> $line Of LineTable.
	 * @return array<int, array<string, mixed>>|null Null when there is no copy that opens.
	 */
	public static function of( array $line ): ?array {
		global $wpdb;
		if ( ! self::wanted() ) {
			return null;
		}
		$sealed = $wpdb->get_var( $wpdb->prepare( 'SELECT sealed FROM %i WHERE line_id = %d', self::table(), $line['id'] ) ); // phpcs:ignore WordPress.DB -- own table.
		return is_string( $sealed ) ? SealCodes::open( $sealed, SealCodes::key( self::secret() ), self::name_of( $line ) ) : null;
	}

	public static function forget( int $line ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE line_id = %d', self::table(), $line ) ); // phpcs:ignore WordPress.DB -- own table.
	}

	/** Who no longer wants copies has none afterwards. */
	public static function forget_all(): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i', self::table() ) ); // phpcs:ignore WordPress.DB -- own table.
	}

	/** @param array<string, mixed> $line Of LineTable. */
	private static function name_of( array $line ): string {
		return $line['id'] . ' ' . $line['reference'];
	}

	private static function secret(): string {
		$parts = array();
		foreach ( self::CONSTANTS as $name ) {
			$text = defined( $name ) ? constant( $name ) : '';
			if ( ! is_string( $text ) || '' === $text || self::SAMPLE === $text ) {
				return '';
			}
			$parts[] = $text;
		}
		return implode( "\n", $parts );
	}
}
