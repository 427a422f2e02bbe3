<?php
/**
 * A refund in the shop is allowed or refused by what happened to the codes, and closes what nobody has seen.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;
use Kameng\Line\LineTable;
use Kameng\Line\RunLine;
use Kameng\Shop\LineState;
use Kameng\Shop\RefundRule;
use Kameng\Store\ShopSettings;
use Kameng\Store\Words;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class GuardRefunds implements Hook {
	/** @var array<int, array<string, mixed>> Lines as they were before a refund that is not through yet. */
	private array $before = array();

	public function register(): void {
		add_action( 'woocommerce_create_refund', array( $this, 'decide' ), 10, 2 );
		add_action( 'woocommerce_order_refunded', array( $this, 'keep' ) );
		add_action( 'shutdown', array( $this, 'undo' ) );
	}

	/**
	 * @param mixed $refund WC_Order_Refund, not saved.
	 * @param mixed $args   As given to wc_create_refund.
	 * @throws \Exception With words for the owner; WooCommerce shows them and creates no refund.
	 */
	public function decide( $refund, $args ): void {
		// What an earlier refund of this request left, which did not get through.
		$this->undo();
		$order = Shop::order( (int) ( $args['order_id'] ?? 0 ) );
		if ( ! $order ) {
			return;
		}
		$whole = self::takes_all( $order, $refund, (float) ( $args['amount'] ?? 0 ) );
		$plan  = array();
		foreach ( LineTable::of_order( (int) $order->get_id() ) as $line ) {
			if ( $line['closed_at'] > 0 ) {
				continue;
			}
			$given    = (int) ( $args['line_items'][ $line['item_id'] ]['qty'] ?? 0 );
			$quantity = $whole ? $line['quantity'] : $given;
			$line     = $quantity > 0 ? self::fresh( $line ) : $line;
			$decision = RefundRule::decide( $line['state'], $line['quantity'], $quantity, $line['revealed_at'] > 0, $line['claimed_until'] >= time(), '1' === ShopSettings::get( 'refund_seen' ) );
			if ( strncmp( $decision, 'refuse', 6 ) === 0 ) {
				throw new \Exception( esc_html( $line['name'] . ': ' . Words::refund( $decision ) ) );
			}
			$plan[] = array( $line, $decision, $quantity );
		}
		foreach ( $plan as list( $line, $decision, $quantity ) ) {
			$this->carry_out( $line, $decision, $quantity );
		}
	}

	/** The refund is through: what was changed stays. */
	public function keep(): void {
		$this->before = array();
	}

	/** The refund did not happen (the gateway refused): everything is as before. */
	public function undo(): void {
		foreach ( $this->before as $line ) {
			LineTable::put_back( $line );
		}
		$this->before = array();
	}

	/** @param array<string, mixed> $line Of LineTable. */
	private function carry_out( array $line, string $decision, int $quantity ): void {
		$this->before[] = $line;
		$done           = true;
		if ( RefundRule::BUY_LESS === $decision ) {
			$done = LineTable::buy_less( $line['id'], $quantity, time() );
		} elseif ( RefundRule::CLOSE === $decision ) {
			// In one statement with the look at it: whoever comes second, the buyer or the refund, finds the door shut.
			$done = LineTable::close( $line['id'], time(), '1' === ShopSettings::get( 'refund_seen' ) );
		} elseif ( RefundRule::SEEN === $decision ) {
			LineTable::close( $line['id'], time(), true );
		}
		if ( ! $done ) {
			$this->undo();
			throw new \Exception( esc_html( $line['name'] . ': ' . Words::refund( RefundRule::CLOSE === $decision ? RefundRule::REFUSE_SEEN : RefundRule::REFUSE_BUSY ) ) );
		}
	}

	/**
	 * The line with what the pool knows: codes may have been seen there.
	 *
	 * @param array<string, mixed> $line Of LineTable.
	 * @return array<string, mixed>
	 */
	private static function fresh( array $line ): array {
		if ( '' === $line['pool_order'] || $line['revealed_at'] > 0 ) {
			return $line;
		}
		$answer = ShopSettings::pool( RunLine::WAIT_S, $line['mode'] )->get( '/v1/orders/' . $line['pool_order'] );
		$facts  = $answer->ok() ? \Kameng\Shop\PoolOrder::facts( $answer->body ) : null;
		if ( null !== $facts && $facts['revealed'] && in_array( $line['state'], LineState::BOUGHT, true ) ) {
			LineTable::mark_revealed( $line['id'], time() );
		}
		return LineTable::get( $line['id'] ) ?? $line;
	}

	/**
	 * Whether nothing of the order is left unrefunded after this.
	 *
	 * @param mixed $order  WC_Order.
	 * @param mixed $refund WC_Order_Refund.
	 */
	private static function takes_all( $order, $refund, float $amount ): bool {
		$earlier = 0.0;
		foreach ( $order->get_refunds() as $other ) {
			$earlier += (int) $other->get_id() === (int) $refund->get_id() ? 0.0 : (float) $other->get_amount();
		}
		return $amount > 0 && round( $earlier + $amount - (float) $order->get_total(), 4 ) >= 0;
	}
}
