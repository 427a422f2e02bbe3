<?php
/**
 * What a shop must know of an order at the pool. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class PoolOrder {
	/**
	 * @param array<string, mixed> $body As GET /v1/orders/{id} has it.
	 * @return array{id: string, state: string, delivered: int, revealed: bool, sequence: int, cost: int, returned: int}|null Null when it is no order.
	 */
	public static function facts( array $body ): ?array {
		if ( ! is_string( $body['id'] ?? null ) || ! is_string( $body['status'] ?? null ) ) {
			return null;
		}
		$item     = is_array( $body['items'][0] ?? null ) ? $body['items'][0] : array();
		$codes    = is_array( $item['codes'] ?? null ) ? $item['codes'] : array();
		$wanted   = (int) ( $item['quantity'] ?? 0 );
		$state    = BuyItem::of_status( $body['status'] );
		$returned = 0;
		foreach ( is_array( $body['refunds'] ?? null ) ? $body['refunds'] : array() as $refund ) {
			$returned += 'failed' === ( $refund['status'] ?? '' ) ? 0 : (int) ( $refund['amount']['amount_minor'] ?? 0 );
		}
		if ( BuyItem::DELIVERED === $state && count( $codes ) < $wanted ) {
			$state = $codes ? LineState::SHORT : BuyItem::REFUNDED;
		}
		return array(
			'id'        => $body['id'],
			'state'     => $state,
			'delivered' => count( $codes ),
			'revealed'  => array_filter( array_column( $codes, 'revealed_at' ) ) !== array(),
			'sequence'  => (int) ( $body['sequence'] ?? 0 ),
			'cost'      => (int) ( $body['amount']['amount_minor'] ?? 0 ),
			'returned'  => $returned,
		);
	}
}
