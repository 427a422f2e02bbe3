<?php
/**
 * Has the pool set codes aside for a line while its buyer pays. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

use Kameng\Pool\Pool;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class HoldItem {
	/** A hold that ends sooner is not worth keeping for a buyer who only now begins to pay, in seconds. */
	const ENOUGH_S = 300;

	/** What a refusal of the pool is to a buyer; everything else is "cannot be promised now". */
	const REFUSALS = array(
		'sold_out'              => Quote::SOLD_OUT,
		'price_moved'           => Quote::PRICE_MOVED,
		'product_not_found'     => Quote::WITHDRAWN,
		'quantity_out_of_range' => Quote::QUANTITY,
	);

	/**
	 * @param Pool   $pool     With a secret key.
	 * @param string $product  Id of the product at the pool.
	 * @param int    $quantity How many codes.
	 * @param int    $cost     What they cost by the quote, in minor units.
	 * @param string $currency Of the cost.
	 * @return array{result: string, code: string, hold: string, cost: int, until: int} hold: '' at a pool that knows no holds.
	 */
	public static function take( Pool $pool, string $product, int $quantity, int $cost, string $currency ): array {
		$answer = $pool->post(
			'/v1/holds',
			array(
				'product_id' => $product,
				'quantity'   => $quantity,
				'max_amount' => array(
					'amount_minor' => $cost,
					'currency'     => $currency,
				),
			)
		);
		$code   = $answer->code();
		$made   = $answer->ok() && is_string( $answer->body['id'] ?? null );
		// A pool of before there were holds knows the product but not the call.
		$older = 404 === $answer->status && 'product_not_found' !== $code;
		return array(
			'result' => $made || $older ? Quote::GOOD : ( self::REFUSALS[ $code ] ?? Quote::UNKNOWN ),
			'code'   => $code,
			'hold'   => $made ? $answer->body['id'] : '',
			'cost'   => $made ? (int) ( $answer->body['amount']['amount_minor'] ?? $cost ) : $cost,
			'until'  => $made ? (int) strtotime( (string) ( $answer->body['expires_at'] ?? '' ) ) : 0,
		);
	}

	/** Puts codes back for sale; when the pool does not answer they go back by themselves when the hold ends. */
	public static function release( Pool $pool, string $hold ): void {
		if ( '' !== $hold ) {
			$pool->delete( '/v1/holds/' . rawurlencode( $hold ) );
		}
	}
}
