<?php
/**
 * Does something on each site of a network, or on the only one.
 *
 * @package Kameng
 */

namespace Kameng\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class EverySite {
	/** Sites looked at in one go. */
	const BATCH = 100;

	public static function run( callable $what ): void {
		if ( ! is_multisite() ) {
			$what();
			return;
		}
		$from = 0;
		do {
			$sites = get_sites(
				array(
					'fields'  => 'ids',
					'number'  => self::BATCH,
					'offset'  => $from,
					'orderby' => 'id',
				)
			);
			foreach ( $sites as $site ) {
				switch_to_blog( (int) $site );
				$what();
				restore_current_blog();
			}
			$from += self::BATCH;
		} while ( count( $sites ) === self::BATCH );
	}
}
