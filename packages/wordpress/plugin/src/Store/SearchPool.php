<?php
/**
 * Products of the pool for the import, each with what it would cost here and whether the shop has it.
 *
 * @package Kameng
 */

namespace Kameng\Store;

use Kameng\Catalog\FindProducts;
use Kameng\Settings\Settings;
use Kameng\Shop\CleanShop;
use Kameng\Shop\Money;
use Kameng\Shop\PlanChange;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class SearchPool {
	const WAIT_S = 10;
	const PAGE   = 25;
	const KINDS  = array( 'game', 'video', 'music', 'software', 'course', 'coupon', 'ticket' );

	/**
	 * @param array<string, string> $query q, kind, cursor.
	 * @return array{code: string, data: array<int, array<string, mixed>>, next_cursor: string} code: '' or why not.
	 */
	public static function page( array $query, int $limit = self::PAGE ): array {
		$answer = ShopSettings::pool( self::WAIT_S )->get(
			'/v1/products',
			array(
				'q'      => $query['q'] ?? '',
				'kind'   => in_array( $query['kind'] ?? '', self::KINDS, true ) ? $query['kind'] : '',
				'cursor' => $query['cursor'] ?? '',
				'limit'  => (string) $limit,
				'lang'   => Settings::language(),
			)
		);
		$data   = $answer->ok() && is_array( $answer->body['data'] ?? null ) ? $answer->body['data'] : array();
		return array(
			'code'        => $answer->code(),
			'data'        => array_map( array( self::class, 'shown' ), $data ),
			'next_cursor' => (string) ( $answer->body['next_cursor'] ?? '' ),
		);
	}

	/**
	 * @param array<string, mixed> $product As the pool has it.
	 * @return array<string, mixed>
	 */
	private static function shown( array $product ): array {
		$currency = (string) ( $product['price']['currency'] ?? '' );
		$rule     = CleanShop::rule( ShopSettings::all(), array(), $currency, Shop::currency(), Shop::decimals() );
		$plan     = PlanChange::of( $product + array( 'status' => 'active' ), $rule );
		return array(
			'id'     => (string) ( $product['id'] ?? '' ),
			'name'   => (string) ( $product['name'] ?? '' ),
			'brand'  => (string) ( $product['brand'] ?? '' ),
			'cost'   => self::money( $product['price'] ?? array() ),
			'list'   => self::money( $product['list_price'] ?? array() ),
			'price'  => null === $plan['price'] ? '' : number_format_i18n( (float) Money::text( $plan['price'], Shop::decimals() ), Shop::decimals() ) . ' ' . Shop::currency(),
			'reason' => $plan['reason'],
			'shop'   => FindProducts::of_pool( (string) ( $product['id'] ?? '' ), 1 )[0] ?? 0,
		);
	}

	/** @param array<string, mixed> $money Amount and currency. */
	public static function money( array $money ): string {
		$currency = (string) ( $money['currency'] ?? '' );
		$decimals = Money::decimals( $currency );
		// Only to be read; nothing is computed with it.
		return trim( number_format_i18n( (float) Money::text( (int) ( $money['amount_minor'] ?? 0 ), $decimals ), $decimals ) . ' ' . $currency );
	}
}
