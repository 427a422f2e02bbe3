<?php
/**
 * Writes the pool's price and stock into a product of the shop.
 *
 * @package Kameng
 */

namespace Kameng\Catalog;

use Kameng\Shop\CleanShop;
use Kameng\Shop\Money;
use Kameng\Shop\PlanChange;
use Kameng\Store\ShopSettings;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ApplyChange {
	/**
	 * @param array<string, mixed> $change As the change feed has it.
	 * @return int How many products of the shop are this one of the pool.
	 */
	public static function to_all( array $change ): int {
		$products = FindProducts::of_pool( (string) ( $change['product_id'] ?? '' ) );
		foreach ( $products as $id ) {
			$product = Shop::product( $id );
			if ( $product && self::is_news( $product, $change ) ) {
				self::to( $product, $change );
				$product->save();
			}
		}
		return count( $products );
	}

	/**
	 * Sets price, stock and what is known; does not save.
	 *
	 * @param mixed                $product WC_Product.
	 * @param array<string, mixed> $change  Status, price, list price, stock, sequence.
	 */
	public static function to( $product, array $change ): void {
		$currency = (string) ( $change['price']['currency'] ?? '' );
		$rule     = CleanShop::rule( ShopSettings::all(), Shop::own_rule( $product ), $currency, Shop::currency(), Shop::decimals() );
		$plan     = PlanChange::of( $change, $rule );
		if ( null !== $plan['price'] ) {
			$product->set_regular_price( Money::text( $plan['price'], Shop::decimals() ) );
			// A sale price of the shop that no longer covers the cost, or is no longer lower, ends.
			$sale = (int) Money::minor( (string) $product->get_sale_price(), Shop::decimals() );
			$cost = (int) ( $change['price']['amount_minor'] ?? 0 );
			$list = (int) ( $change['list_price']['amount_minor'] ?? 0 );
			if ( '' !== (string) $product->get_sale_price() && ( $sale >= $plan['price'] || ! $rule || ! $rule->allows( $sale, $cost, $list ) ) ) {
				$product->set_sale_price( '' );
			}
		}
		$product->set_stock_status( $plan['in_stock'] ? 'instock' : 'outofstock' );
		$terms = array_intersect_key( $change, array_flip( array( 'status', 'price', 'list_price', 'stock', 'sequence', 'limits' ) ) );
		$known = json_decode( (string) $product->get_meta( Shop::TERMS ), true );
		// The feed has no limits; those known from before stay.
		$terms['limits'] = $terms['limits'] ?? $known['limits'] ?? null;
		$terms['reason'] = $plan['reason'];
		$terms['at']     = time();
		$product->update_meta_data( Shop::TERMS, wp_json_encode( $terms ) );
	}

	/**
	 * @param mixed                $product WC_Product.
	 * @param array<string, mixed> $change  With its sequence.
	 */
	private static function is_news( $product, array $change ): bool {
		$known = json_decode( (string) $product->get_meta( Shop::TERMS ), true );
		return (int) ( $change['sequence'] ?? 0 ) > (int) ( $known['sequence'] ?? 0 );
	}
}
