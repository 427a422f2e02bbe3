<?php
/**
 * Buys what one paid line of a shop's order needs from the pool, exactly once however often it is called. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

use Kameng\Pool\Answer;
use Kameng\Pool\Pool;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class BuyItem {
	/** The pool has delivered. */
	const DELIVERED = 'delivered';
	/** Bought; the codes come from a supplier later. */
	const WAITING = 'waiting';
	/** Nobody knows yet whether it was bought: call again with the same line, which cannot buy twice. */
	const AGAIN = 'again';
	/** Nothing was bought and nothing charged; the owner restocks, tops up, accepts the price or refunds, then it may be called again. */
	const HELD = 'held';
	/** The pool took it back. */
	const REFUNDED = 'refunded';
	/** The reference belongs to another purchase, or the request can never succeed: a person must look. */
	const STOPPED = 'stopped';

	/** Refusals that the owner or time can put right. */
	const CURABLE = array( 'sold_out', 'price_moved', 'balance_too_low', 'product_not_found', 'offer_not_found', 'quantity_out_of_range', 'key_invalid', 'key_missing', 'key_wrong_kind' );

	/**
	 * The pool's name for a line of an order: the same for ever, and another one in a copy of the shop's database, because the order's
	 * own random key is in it.
	 */
	public static function reference( string $shop, string $order_key, int $item_id ): string {
		return 'woo-' . substr( hash( 'sha256', $shop . "\n" . $order_key ), 0, 40 ) . '-' . $item_id;
	}

	/**
	 * No Idempotency-Key is sent: the reference protects for ever, and a held line must be able to get another answer later.
	 *
	 * @param Pool   $pool      With a secret key.
	 * @param string $product   Id of the product at the pool.
	 * @param int    $quantity  How many codes.
	 * @param string $reference From `reference`.
	 * @param int    $max_minor Most the shop pays for the line, in minor units.
	 * @param string $currency  Of the pool's price.
	 * @param string $hold      Codes set aside for it; '' when there are none.
	 * @return array{state: string, order: string, reason: string, facts: ?array<string, mixed>} facts: of PoolOrder, when there is an order.
	 */
	public static function buy( Pool $pool, string $product, int $quantity, string $reference, int $max_minor, string $currency, string $hold = '' ): array {
		$answer = $pool->post(
			'/v1/orders',
			( '' === $hold ? array() : array( 'hold_id' => $hold ) ) + array(
				'product_id'       => $product,
				'quantity'         => $quantity,
				'client_reference' => $reference,
				'max_amount'       => array(
					'amount_minor' => $max_minor,
					'currency'     => $currency,
				),
			)
		);
		if ( ! $answer->ok() ) {
			return self::result( self::after_refusal( $answer ), '', $answer->code() );
		}
		$order = $answer->body;
		if ( ! is_string( $order['id'] ?? null ) || ! is_string( $order['status'] ?? null ) ) {
			// A proxy's page with status 200 is no answer.
			return self::result( self::AGAIN, '', 'no_order' );
		}
		if ( ( $order['client_reference'] ?? null ) !== $reference || self::bought( $order ) !== array( $product, $quantity ) ) {
			return self::result( self::STOPPED, $order['id'], 'another_order' );
		}
		$facts           = PoolOrder::facts( $order );
		$result          = self::result( $facts['state'], $order['id'], '' );
		$result['facts'] = $facts;
		return $result;
	}

	/** What a line is when its order at the pool has this status. */
	public static function of_status( string $status ): string {
		switch ( $status ) {
			case 'delivered':
			case 'disputed':
				return self::DELIVERED;
			case 'held':
			case 'paid':
				return self::WAITING;
			case 'refunding':
			case 'refunded':
				return self::REFUNDED;
			default:
				return self::STOPPED;
		}
	}

	private static function after_refusal( Answer $answer ): string {
		if ( $answer->worth_repeating() ) {
			return self::AGAIN;
		}
		return in_array( $answer->code(), self::CURABLE, true ) ? self::HELD : self::STOPPED;
	}

	/**
	 * @param array<string, mixed> $order The pool's order.
	 * @return array{0: mixed, 1: mixed}
	 */
	private static function bought( array $order ): array {
		$item = $order['items'][0] ?? array();
		return array( $item['product']['id'] ?? null, $item['quantity'] ?? null );
	}

	/** @return array{state: string, order: string, reason: string, facts: null} */
	private static function result( string $state, string $order, string $reason ): array {
		return array(
			'state'  => $state,
			'order'  => $order,
			'reason' => $reason,
			'facts'  => null,
		);
	}
}
