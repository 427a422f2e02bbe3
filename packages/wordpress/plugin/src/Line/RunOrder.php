<?php
/**
 * Brings all lines of an order further, and sends what is ready in one mail.
 *
 * @package Kameng
 */

namespace Kameng\Line;

use Kameng\Hook;
use Kameng\Shop\BuyItem;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class RunOrder implements Hook {
	const ACTION = 'kameng_buy_order';
	/** Lines that a buyer waits for in the request of the payment; more are bought in the background. */
	const AT_ONCE = 5;
	/** A line whose time comes this soon is taken along. */
	const SOON_S = 15;

	public function register(): void {
		add_action( self::ACTION, array( self::class, 'run' ) );
	}

	/**
	 * After the payment: writes down, plans the background run, and tries at once. Whatever fails here, the background repeats.
	 *
	 * @param mixed $order WC_Order.
	 * @param bool  $newly Whether it has just been paid; of an order that was paid before, only what was quoted is bought.
	 */
	public static function paid( $order, bool $newly ): void {
		PlanLines::of( $order, ! $newly );
		$lines = LineTable::of_order( (int) $order->get_id() );
		if ( ! $lines ) {
			return;
		}
		$open = array_filter( $lines, static fn( $line ) => $line['next_at'] > 0 );
		if ( $open ) {
			Schedule::once( self::ACTION, array( (int) $order->get_id() ), time() + 30 );
			self::run( (int) $order->get_id(), self::AT_ONCE );
		}
	}

	/**
	 * @param int|string $order_id Of the shop.
	 * @param int        $most     Lines that are bought at most.
	 */
	public static function run( $order_id, int $most = 500 ): void {
		foreach ( array_slice( LineTable::of_order( (int) $order_id ), 0, $most ) as $line ) {
			$is_due = $line['next_at'] > 0 && $line['next_at'] <= time() + self::SOON_S;
			if ( $is_due && BuyItem::AGAIN === RunLine::run( $line['id'] ) ) {
				// The pool does not answer: asking for the next line would only make the buyer wait.
				break;
			}
		}
		TellOrder::finish( (int) $order_id );
		self::plan_next( (int) $order_id );
	}

	/** The next look of an order's lines, when there is one. */
	private static function plan_next( int $order_id ): void {
		$times = array_filter( array_column( LineTable::of_order( $order_id ), 'next_at' ) );
		if ( $times ) {
			Schedule::once( self::ACTION, array( $order_id ), max( time() + 5, min( $times ) ) );
		}
	}
}
