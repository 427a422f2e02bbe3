<?php
/**
 * Brings one line one step further: buys it, or reads what became of it. Only one process at a time, each step repeatable.
 *
 * @package Kameng
 */

namespace Kameng\Line;

use Kameng\Pool\Pool;
use Kameng\Shop\BuyItem;
use Kameng\Shop\LineState;
use Kameng\Shop\PoolOrder;
use Kameng\Store\ShopSettings;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class RunLine {
	const WAIT_S = 12;
	/** While an order that was paid is not marked paid, its lines wait. */
	const UNPAID_S = 3600;

	/**
	 * @param bool $read Also read what is final for now: somebody says that it changed.
	 * @return string The state afterwards; '' when another process is at it.
	 */
	public static function run( int $id, bool $read = false ): string {
		$claim = bin2hex( random_bytes( 16 ) );
		if ( ! LineTable::claim( $id, $claim, time() ) ) {
			return '';
		}
		// Read after the claim: what was known before may be old.
		$line    = LineTable::get( $id );
		$outcome = null === $line ? null : self::step( $line, $read );
		if ( null === $line || null === $outcome ) {
			LineTable::settle( $id, $claim, array() );
			return $line['state'] ?? '';
		}
		$outcome['attempts'] = $line['attempts'] + 1;
		$outcome['next_at']  = self::next_at( $line, $outcome );
		if ( LineTable::settle( $id, $claim, $outcome ) ) {
			TellOrder::change( $line, array_merge( $line, $outcome ) );
		}
		return $outcome['state'];
	}

	/**
	 * @param array<string, mixed> $line Of LineTable.
	 * @return array<string, int|string>|null What to store; null when there is nothing to do.
	 */
	private static function step( array $line, bool $read ): ?array {
		$pool = ShopSettings::pool( self::WAIT_S, $line['mode'] );
		if ( in_array( $line['state'], LineState::BUYABLE, true ) ) {
			if ( $line['closed_at'] > 0 ) {
				return self::look_up( $pool, $line );
			}
			$order = Shop::order( $line['order_id'] );
			if ( ! $order || ! Shop::is_paid( $order ) ) {
				return self::stay( $line, 'not_paid' );
			}
			return self::buy( $pool, $line );
		}
		if ( '' === $line['pool_order'] || ( ! $read && BuyItem::WAITING !== $line['state'] ) ) {
			return null;
		}
		$answer = $pool->get( '/v1/orders/' . $line['pool_order'] );
		return self::known( $line, $answer->ok() ? PoolOrder::facts( $answer->body ) : null );
	}

	/**
	 * @param array<string, mixed> $line Of LineTable.
	 * @return array<string, int|string>
	 */
	private static function buy( Pool $pool, array $line ): array {
		if ( ! ShopSettings::connected( $line['mode'] ) ) {
			return self::stay( array_merge( $line, array( 'state' => BuyItem::HELD ) ), 'key_missing' );
		}
		$result = BuyItem::buy( $pool, $line['product'], $line['quantity'], $line['reference'], $line['max_minor'], $line['currency'], $line['hold_id'] );
		if ( null !== $result['facts'] ) {
			return self::known( $line, $result['facts'] );
		}
		return array(
			'state'      => $result['state'],
			'reason'     => $result['reason'],
			'pool_order' => $result['order'],
		);
	}

	/**
	 * Of a line that was refunded while nobody knew whether it was bought: finds out, buys nothing.
	 *
	 * @param array<string, mixed> $line Of LineTable.
	 * @return array<string, int|string>
	 */
	private static function look_up( Pool $pool, array $line ): array {
		$answer = $pool->get( '/v1/orders', array( 'client_reference' => $line['reference'] ) );
		if ( ! $answer->ok() || ! is_array( $answer->body['data'] ?? null ) ) {
			return self::stay( $line, $answer->ok() ? 'no_order' : $answer->code() );
		}
		$order = $answer->body['data'][0] ?? null;
		if ( is_array( $order ) ) {
			return self::known( $line, PoolOrder::facts( $order ) );
		}
		return self::stay( array_merge( $line, array( 'state' => LineState::CANCELLED ) ), 'refunded_in_shop' );
	}

	/**
	 * @param array<string, mixed>      $line  Of LineTable.
	 * @param array<string, mixed>|null $facts Of PoolOrder.
	 * @return array<string, int|string>
	 */
	private static function known( array $line, ?array $facts ): array {
		// Events come in any order; an older answer than the one known changes nothing.
		if ( null === $facts || $facts['sequence'] < $line['sequence'] ) {
			return self::stay( $line, $line['reason'] );
		}
		return array(
			'state'      => LineState::may_become( $line['state'], $facts['state'] ) ? $facts['state'] : $line['state'],
			'reason'     => '',
			'pool_order' => $facts['id'],
			'delivered'  => $facts['delivered'],
			'sequence'   => $facts['sequence'],
		);
	}

	/**
	 * @param array<string, mixed> $line Of LineTable.
	 * @return array<string, int|string>
	 */
	private static function stay( array $line, string $reason ): array {
		return array(
			'state'  => $line['state'],
			'reason' => $reason,
		);
	}

	/**
	 * @param array<string, mixed> $line    Before.
	 * @param array<string, mixed> $outcome After.
	 */
	private static function next_at( array $line, array $outcome ): int {
		if ( 'not_paid' === $outcome['reason'] ) {
			return time() + self::UNPAID_S;
		}
		// A new state starts its pauses from the beginning.
		$attempts = $outcome['state'] === $line['state'] ? $outcome['attempts'] : 1;
		$pause    = LineState::pause( $outcome['state'], $attempts );
		return null === $pause ? 0 : time() + $pause;
	}
}
