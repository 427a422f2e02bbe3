<?php
/**
 * Work for later: by Action Scheduler where a shop brings it, else by WP-Cron. Everything done so may be done twice.
 *
 * @package Kameng
 */

namespace Kameng\Line;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Schedule {
	const GROUP = 'kameng';

	/** @param array<int, int|string> $values For the action. */
	public static function once( string $action, array $values, int $at ): void {
		if ( function_exists( 'as_schedule_single_action' ) && did_action( 'action_scheduler_init' ) ) {
			// Only those still to come count: the one that is running may plan its own successor.
			$planned = as_get_scheduled_actions(
				array(
					'hook'     => $action,
					'args'     => $values,
					'group'    => self::GROUP,
					'status'   => 'pending',
					'per_page' => 1,
				),
				'ids'
			);
			if ( ! $planned ) {
				as_schedule_single_action( $at, $action, $values, self::GROUP );
			}
			return;
		}
		if ( ! wp_next_scheduled( $action, $values ) ) {
			wp_schedule_single_event( $at, $action, $values );
		}
	}

	public static function hourly( string $action ): void {
		if ( function_exists( 'as_schedule_recurring_action' ) && did_action( 'action_scheduler_init' ) ) {
			wp_clear_scheduled_hook( $action );
			if ( ! as_has_scheduled_action( $action, array(), self::GROUP ) ) {
				as_schedule_recurring_action( time() + 60, HOUR_IN_SECONDS, $action, array(), self::GROUP );
			}
			return;
		}
		if ( ! wp_next_scheduled( $action ) ) {
			wp_schedule_event( time() + 60, 'hourly', $action );
		}
	}

	/** When an action runs next; 0 when it is not planned. */
	public static function next( string $action ): int {
		if ( function_exists( 'as_next_scheduled_action' ) && did_action( 'action_scheduler_init' ) ) {
			$next = as_next_scheduled_action( $action, array(), self::GROUP );
			return true === $next ? time() : (int) $next;
		}
		return (int) wp_next_scheduled( $action );
	}

	/** Forgets everything planned. */
	public static function clear( string $action ): void {
		wp_unschedule_hook( $action );
		if ( function_exists( 'as_unschedule_all_actions' ) && did_action( 'action_scheduler_init' ) ) {
			as_unschedule_all_actions( $action );
		}
	}
}
