<?php
/**
 * What is left on a site after the plugin is deleted: nothing of its caches, and of its settings what the owner chose.
 *
 * @package Kameng
 */

namespace Kameng\Settings;

use Kameng\Catalog\FollowChanges;
use Kameng\Line\KeptCodes;
use Kameng\Line\LineTable;
use Kameng\Line\Sweep;
use Kameng\Store\ShopSettings;
use Kameng\Store\Webhooks;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Uninstall {
	/** Each site of a network has its own settings and its own choice. */
	public static function everywhere(): void {
		EverySite::run( array( self::class, 'here' ) );
	}

	/** The owner has ticked it: settings, keys, and the record of what was bought. Orders and products stay. */
	private static function forget(): void {
		global $wpdb;
		foreach ( array_keys( ShopSettings::CONSTANTS ) as $mode ) {
			Webhooks::leave( $mode );
		}
		foreach ( array( Settings::OPTION, ShopSettings::OPTION, ShopSettings::SECRET, Webhooks::OPTION, Webhooks::LAST, FollowChanges::CURSOR, Sweep::LAST, LineTable::VERSION_OPTION ) as $option ) {
			delete_option( $option );
		}
		foreach ( array( LineTable::name(), KeptCodes::table() ) as $table ) {
			$wpdb->query( $wpdb->prepare( 'DROP TABLE IF EXISTS %i', $table ) ); // phpcs:ignore WordPress.DB -- own table.
		}
		delete_post_meta_by_key( '_kameng_product' );
		delete_post_meta_by_key( '_kameng_terms' );
	}

	/** On the current site: caches in any case, the rest where its owner ticked so. */
	public static function here(): void {
		global $wpdb;
		// Caches have a digest in their name, so they are found by how it starts.
		$like = array( $wpdb->esc_like( '_transient_kameng_' ) . '%', $wpdb->esc_like( '_transient_timeout_kameng_' ) . '%' );
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name LIKE %s OR option_name LIKE %s", $like ) ); // phpcs:ignore WordPress.DB -- no function deletes by prefix.
		if ( '1' === Settings::get( 'delete' ) ) {
			self::forget();
		}
		wp_cache_flush();
	}
}
