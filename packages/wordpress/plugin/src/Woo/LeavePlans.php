<?php
/**
 * When the plugin is switched off, nothing planned is left behind.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Catalog\FollowChanges;
use Kameng\Catalog\Reprice;
use Kameng\Hook;
use Kameng\Line\RunOrder;
use Kameng\Line\Schedule;
use Kameng\Line\Sweep;
use Kameng\Plugin;
use Kameng\Settings\EverySite;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class LeavePlans implements Hook {
	public function register(): void {
		register_deactivation_hook( Plugin::file(), array( self::class, 'run' ) );
	}

	/** @param mixed $on_network Whether it is switched off for a whole network. */
	public static function run( $on_network = false ): void {
		if ( $on_network ) {
			EverySite::run( array( self::class, 'forget' ) );
		} else {
			self::forget();
		}
	}

	/** Of the current site. */
	public static function forget(): void {
		foreach ( array( Sweep::ACTION, RunOrder::ACTION, FollowChanges::ACTION, Reprice::ACTION ) as $action ) {
			Schedule::clear( $action );
		}
		delete_transient( 'kameng_sweep_planned' );
	}
}
