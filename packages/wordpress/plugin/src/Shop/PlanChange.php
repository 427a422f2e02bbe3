<?php
/**
 * What becomes of a product of the shop when the pool's terms change. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class PlanChange {
	/**
	 * @param array<string, mixed> $change Status, price, list price and stock, as the change feed has them.
	 * @param PriceRule|null       $rule   Null when no rule can be made: no rate for this currency.
	 * @return array{price: ?int, in_stock: bool, reason: string} price: null leaves the price as it is; reason: why it is not for sale.
	 */
	public static function of( array $change, ?PriceRule $rule ): array {
		$cost  = (int) ( $change['price']['amount_minor'] ?? 0 );
		$list  = (int) ( $change['list_price']['amount_minor'] ?? 0 );
		$price = null === $rule ? null : $rule->price( $cost, $list );
		if ( 'active' !== ( $change['status'] ?? 'active' ) ) {
			return self::plan( $price, 'withdrawn' );
		}
		if ( null === $rule ) {
			return self::plan( null, 'no_rate' );
		}
		if ( null === $price ) {
			return self::plan( null, 'list_below_cost' );
		}
		return self::plan( $price, 'sold_out' === ( $change['stock'] ?? '' ) ? 'sold_out' : '' );
	}

	/** @return array{price: ?int, in_stock: bool, reason: string} */
	private static function plan( ?int $price, string $reason ): array {
		return array(
			'price'    => $price,
			'in_stock' => '' === $reason,
			'reason'   => $reason,
		);
	}
}
