<?php
/**
 * Makes a product of the shop from one of the pool, alone or as a variation of its brand.
 *
 * @package Kameng
 */

namespace Kameng\Catalog;

use Kameng\Settings\Settings;
use Kameng\Store\ShopSettings;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ImportProduct {
	const WAIT_S = 10;

	/**
	 * @param bool   $grouped As a variation of a product for brand, kind and region.
	 * @param string $status  `publish` or `draft`.
	 * @return array{product: string, result: string, id: int} result: `made`, `known`, or why not.
	 */
	public static function run( string $pool_id, bool $grouped, string $status ): array {
		$known = FindProducts::of_pool( $pool_id, 1 );
		if ( $known ) {
			return self::result( $pool_id, 'known', $known[0] );
		}
		$answer = ShopSettings::pool( self::WAIT_S )->get( '/v1/products/' . $pool_id, array( 'lang' => Settings::language() ) );
		if ( ! $answer->ok() || ! is_string( $answer->body['name'] ?? null ) ) {
			return self::result( $pool_id, $answer->ok() ? 'not_a_pool' : $answer->code(), 0 );
		}
		$given   = $answer->body;
		$product = $grouped ? self::variation( $given, $status ) : self::simple( $given, $status );
		self::fill( $product, $given );
		$id = (int) $product->save();
		if ( $grouped ) {
			\WC_Product_Variable::sync( $product->get_parent_id() );
		}
		return self::result( $pool_id, 'made', $id );
	}

	/**
	 * What a product and a variation have in common.
	 *
	 * @param mixed                $product WC_Product.
	 * @param array<string, mixed> $given   As the pool has it.
	 */
	private static function fill( $product, array $given ): void {
		$product->set_virtual( true );
		$product->update_meta_data( Shop::PRODUCT, $given['id'] );
		// The feed counts from 1, so whatever it says next is news.
		ApplyChange::to(
			$product,
			array_merge(
				$given,
				array(
					'status'   => 'active',
					'sequence' => 0,
				)
			)
		);
		$picture = SavePicture::of( (string) ( $given['image_url'] ?? '' ), (string) $given['name'] );
		if ( $picture > 0 ) {
			$product->set_image_id( $picture );
		}
	}

	/**
	 * @param array<string, mixed> $given As the pool has it.
	 * @return mixed WC_Product_Simple.
	 */
	private static function simple( array $given, string $status ) {
		$product = Shop::new_product( 'simple' );
		$product->set_name( sanitize_text_field( $given['name'] ) );
		$product->set_status( $status );
		$product->set_short_description( esc_html( self::facts( $given ) ) );
		$product->set_description( self::how_to( $given ) );
		$product->set_category_ids( self::categories( $given ) );
		return $product;
	}

	/**
	 * @param array<string, mixed> $given As the pool has it.
	 * @return mixed WC_Product_Variation.
	 */
	private static function variation( array $given, string $status ) {
		$worth  = sanitize_text_field( '' !== (string) ( $given['face_value'] ?? '' ) ? $given['face_value'] : $given['name'] );
		$group  = md5( implode( "\n", array( $given['brand'] ?? '', $given['kind'] ?? '', $given['region'] ?? '', $given['price']['currency'] ?? '' ) ) );
		$parent = FindProducts::parent_of( $group );
		$label  = __( 'Value', 'kameng' );
		$whole  = $parent > 0 ? Shop::product( $parent ) : Shop::new_product( 'variable' );
		$values = array();
		foreach ( $whole->get_attributes() as $attribute ) {
			$values = array_merge( $values, $attribute->get_options() );
			$label  = $attribute->get_name();
		}
		if ( in_array( $worth, $values, true ) ) {
			// Two products of the same worth: the name tells them apart.
			$worth = sanitize_text_field( $given['name'] );
		}
		$attribute = new \WC_Product_Attribute();
		$attribute->set_name( $label );
		$attribute->set_options( array_values( array_unique( array_merge( $values, array( $worth ) ) ) ) );
		$attribute->set_visible( true );
		$attribute->set_variation( true );
		$whole->set_attributes( array( $attribute ) );
		if ( 0 === $parent ) {
			$whole->set_name( sanitize_text_field( '' !== (string) ( $given['brand'] ?? '' ) ? $given['brand'] : $given['name'] ) );
			$whole->set_status( $status );
			$whole->set_description( self::how_to( $given ) );
			$whole->set_category_ids( self::categories( $given ) );
			$whole->update_meta_data( Shop::GROUP, $group );
			$picture = SavePicture::of( (string) ( $given['image_url'] ?? '' ), (string) $given['name'] );
			if ( $picture > 0 ) {
				$whole->set_image_id( $picture );
			}
		}
		$product = Shop::new_product( 'variation' );
		$product->set_parent_id( (int) $whole->save() );
		$product->set_attributes( array( sanitize_title( $label ) => $worth ) );
		$product->set_status( 'publish' );
		$product->set_description( esc_html( self::facts( $given ) ) );
		return $product;
	}

	/** @param array<string, mixed> $given As the pool has it. */
	private static function facts( array $given ): string {
		$region = (string) ( $given['region'] ?? '' );
		/* translators: %s: a country's code. */
		$where = 'global' === $region || '' === $region ? __( 'Works everywhere', 'kameng' ) : sprintf( __( 'Region: %s', 'kameng' ), $region );
		return implode( ' · ', array_filter( array( $given['brand'] ?? '', $given['face_value'] ?? '', $where ), 'strlen' ) );
	}

	/** @param array<string, mixed> $given As the pool has it. */
	private static function how_to( array $given ): string {
		$steps = array_filter( explode( "\n", (string) ( $given['redeem']['text'] ?? '' ) ), 'strlen' );
		$html  = $steps ? '<h3>' . esc_html__( 'How to redeem', 'kameng' ) . '</h3><ol><li>' . implode( '</li><li>', array_map( 'esc_html', $steps ) ) . '</li></ol>' : '';
		return $html . '<p>' . esc_html__( 'The code is delivered online within seconds of the payment.', 'kameng' ) . '</p>';
	}

	/**
	 * @param array<string, mixed> $given As the pool has it.
	 * @return int[]
	 */
	private static function categories( array $given ): array {
		$kind  = sanitize_key( (string) ( $given['kind'] ?? '' ) );
		$names = array(
			'game'     => __( 'Game cards', 'kameng' ),
			'video'    => __( 'Video memberships', 'kameng' ),
			'music'    => __( 'Music memberships', 'kameng' ),
			'software' => __( 'Software licences', 'kameng' ),
			'course'   => __( 'Courses', 'kameng' ),
			'coupon'   => __( 'Vouchers', 'kameng' ),
			'ticket'   => __( 'Tickets', 'kameng' ),
		);
		return isset( $names[ $kind ] ) ? array_filter( array( Shop::category( 'kameng-' . $kind, $names[ $kind ] ) ) ) : array();
	}

	/** @return array{product: string, result: string, id: int} */
	private static function result( string $pool_id, string $result, int $id ): array {
		return array(
			'product' => $pool_id,
			'result'  => $result,
			'id'      => $id,
		);
	}
}
