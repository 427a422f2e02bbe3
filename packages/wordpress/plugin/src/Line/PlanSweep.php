<?php
/**
 * Keeps the hourly look planned while the shop is connected.
 *
 * @package Kameng
 */

namespace Kameng\Line;

use Kameng\Hook;
use Kameng\Store\ShopSettings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class PlanSweep implements Hook {
	public function register(): void {
		// After Action Scheduler has its tables; once an hour is enough to notice that the plan was lost.
		add_action( 'wp_loaded', array( $this, 'plan' ) );
	}

	public function plan(): void {
		if ( get_transient( 'kameng_sweep_planned' ) || ! ShopSettings::connected() ) {
			return;
		}
		Schedule::hourly( Sweep::ACTION );
		set_transient( 'kameng_sweep_planned', '1', HOUR_IN_SECONDS );
	}
}
