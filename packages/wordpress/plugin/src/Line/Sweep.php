<?php
/**
 * The hourly look: what changed at the pool, lines whose time has come, and paid orders that nobody wrote down.
 *
 * @package Kameng
 */

namespace Kameng\Line;

use Kameng\Catalog\FollowChanges;
use Kameng\Hook;
use Kameng\Store\ShopSettings;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Sweep implements Hook {
	const ACTION = 'kameng_sweep';
	const LAST   = 'kameng_swept_at';
	const LINES  = 50;
	const ORDERS = 50;
	/** How far back paid orders are looked at, in seconds. */
	const BACK_S = 172800;

	public function register(): void {
		add_action( self::ACTION, array( self::class, 'run' ) );
	}

	public static function run(): void {
		if ( ! ShopSettings::connected() ) {
			return;
		}
		foreach ( Shop::paid_since( time() - self::BACK_S, self::ORDERS ) as $order ) {
			if ( Shop::is_paid( $order ) ) {
				PlanLines::of( $order, true );
			}
		}
		$orders = array_column( LineTable::due( time(), self::LINES ), 'order_id' );
		foreach ( array_unique( $orders ) as $order ) {
			RunOrder::run( $order );
		}
		FollowChanges::run();
		update_option( self::LAST, time(), false );
	}
}
