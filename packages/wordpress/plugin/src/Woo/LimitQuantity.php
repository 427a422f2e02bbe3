<?php
/**
 * No more and no fewer than the pool sells at once, where the buyer chooses the number.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class LimitQuantity implements Hook {
	public function register(): void {
		add_filter( 'woocommerce_quantity_input_args', array( $this, 'classic' ), 10, 2 );
		add_filter( 'woocommerce_store_api_product_quantity_minimum', array( $this, 'least' ), 10, 2 );
		add_filter( 'woocommerce_store_api_product_quantity_maximum', array( $this, 'most' ), 10, 2 );
	}

	/**
	 * @param mixed $args    Of the number field.
	 * @param mixed $product WC_Product.
	 * @return mixed
	 */
	public function classic( $args, $product ) {
		$limits = self::limits( $product );
		if ( is_array( $args ) && $limits ) {
			$args['min_value'] = max( (int) ( $args['min_value'] ?? 0 ), $limits['min'] );
			$args['max_value'] = $limits['max'];
		}
		return $args;
	}

	/**
	 * @param mixed $value   So far.
	 * @param mixed $product WC_Product.
	 * @return mixed
	 */
	public function least( $value, $product ) {
		$limits = self::limits( $product );
		return $limits ? $limits['min'] : $value;
	}

	/**
	 * @param mixed $value   So far.
	 * @param mixed $product WC_Product.
	 * @return mixed
	 */
	public function most( $value, $product ) {
		$limits = self::limits( $product );
		return $limits ? $limits['max'] : $value;
	}

	/**
	 * @param mixed $product WC_Product.
	 * @return array{min: int, max: int}|null
	 */
	private static function limits( $product ): ?array {
		$terms = '' === Shop::pool_id( $product ) ? null : json_decode( (string) $product->get_meta( Shop::TERMS ), true );
		if ( ! isset( $terms['limits']['min'], $terms['limits']['max'] ) ) {
			return null;
		}
		return array(
			'min' => (int) $terms['limits']['min'],
			'max' => (int) $terms['limits']['max'],
		);
	}
}
