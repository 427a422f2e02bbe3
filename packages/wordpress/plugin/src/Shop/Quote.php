<?php
/**
 * Whether a line may be sold as it stands in the cart: judged on what the pool says now. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Quote {
	const GOOD     = 'good';
	const SOLD_OUT = 'sold_out';
	/** The shop's price is now below the cost or above the list price. */
	const PRICE_MOVED = 'price_moved';
	const WITHDRAWN   = 'product_not_found';
	const QUANTITY    = 'quantity_out_of_range';
	/** The pool did not answer, so nothing can be promised. */
	const UNKNOWN = 'unreachable';

	/**
	 * @param \Kameng\Pool\Answer $answer     Of GET /v1/products/{id}.
	 * @param int       $quantity   How many.
	 * @param int       $unit_minor What the shop asks for one, before coupons, in its own currency.
	 * @param PriceRule $rule       The product's rule.
	 * @return array{result: string, cost: int, currency: string, min: int, max: int} cost: of the whole line, at the pool.
	 */
	public static function judge( \Kameng\Pool\Answer $answer, int $quantity, int $unit_minor, PriceRule $rule ): array {
		$product = $answer->body;
		$min     = (int) ( $product['limits']['min'] ?? 1 );
		$max     = (int) ( $product['limits']['max'] ?? 1 );
		$unit    = self::unit_cost( $product, $quantity );
		$list    = (int) ( $product['list_price']['amount_minor'] ?? 0 );
		$result  = self::GOOD;
		if ( 404 === $answer->status ) {
			$result = self::WITHDRAWN;
		} elseif ( ! $answer->ok() || $unit <= 0 ) {
			$result = self::UNKNOWN;
		} elseif ( 'sold_out' === ( $product['stock'] ?? '' ) ) {
			$result = self::SOLD_OUT;
		} elseif ( $quantity < $min || $quantity > $max ) {
			$result = self::QUANTITY;
		} elseif ( ! $rule->allows( $unit_minor, $unit, $list ) ) {
			$result = self::PRICE_MOVED;
		}
		return array(
			'result'   => $result,
			'cost'     => $unit * $quantity,
			'currency' => (string) ( $product['price']['currency'] ?? '' ),
			'min'      => $min,
			'max'      => $max,
		);
	}

	/**
	 * What one of so many costs: the quantity price of the highest step that is reached.
	 *
	 * @param array<string, mixed> $product As the pool has it.
	 */
	public static function unit_cost( array $product, int $quantity ): int {
		$cost = (int) ( $product['price']['amount_minor'] ?? 0 );
		foreach ( is_array( $product['quantity_prices'] ?? null ) ? $product['quantity_prices'] : array() as $step ) {
			if ( $quantity >= (int) ( $step['from'] ?? PHP_INT_MAX ) ) {
				$cost = (int) ( $step['price']['amount_minor'] ?? $cost );
			}
		}
		return $cost;
	}
}
