<?php
/**
 * Fields in WooCommerce's product editor: which product of the pool this is, and its own margin.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Catalog\ApplyChange;
use Kameng\Hook;
use Kameng\Store\ShopSettings;
use Kameng\Store\Words;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ProductFields implements Hook {
	const NONCE = 'kameng_product_fields';

	public function register(): void {
		add_action( 'woocommerce_product_options_general_product_data', array( $this, 'show' ) );
		add_action( 'woocommerce_admin_process_product_object', array( $this, 'keep' ) );
	}

	public function show(): void {
		$product = Shop::product( (int) get_the_ID() );
		if ( ! $product ) {
			return;
		}
		echo '<div class="options_group">';
		wp_nonce_field( self::NONCE, self::NONCE, false );
		self::field( Shop::PRODUCT, __( 'Kameng product', 'kameng' ), Shop::pool_id( $product ), 'prd_…', __( 'Id at the pool. Price and stock then follow it, and a paid order buys it there. Empty: your own product.', 'kameng' ) );
		self::field( Shop::MARGIN, __( 'Own margin, %', 'kameng' ), (string) $product->get_meta( Shop::MARGIN ), ShopSettings::get( 'margin' ), '' );
		self::field( Shop::FIXED, __( 'Own margin, amount', 'kameng' ), (string) $product->get_meta( Shop::FIXED ), ShopSettings::get( 'fixed' ), '' );
		$terms = json_decode( (string) $product->get_meta( Shop::TERMS ), true );
		if ( is_array( $terms ) && '' !== ( $terms['reason'] ?? '' ) ) {
			echo '<p class="form-field">' . esc_html( Words::unsold( $terms['reason'] ) ) . '</p>';
		}
		echo '</div>';
	}

	private static function field( string $name, string $label, string $value, string $placeholder, string $help ): void {
		woocommerce_wp_text_input(
			array(
				'id'          => $name,
				'label'       => $label,
				'value'       => $value,
				'placeholder' => $placeholder,
				'description' => $help,
				'desc_tip'    => '' !== $help,
			)
		);
	}

	/** @param mixed $product WC_Product that is about to be saved. */
	public function keep( $product ): void {
		$nonce = isset( $_POST[ self::NONCE ] ) ? sanitize_text_field( wp_unslash( $_POST[ self::NONCE ] ) ) : '';
		if ( ! wp_verify_nonce( $nonce, self::NONCE ) || ! current_user_can( 'edit_product', $product->get_id() ) ) {
			return;
		}
		$given = array();
		foreach ( array( Shop::PRODUCT, Shop::MARGIN, Shop::FIXED ) as $name ) {
			$given[ $name ] = isset( $_POST[ $name ] ) ? sanitize_text_field( wp_unslash( $_POST[ $name ] ) ) : '';
		}
		foreach ( array( Shop::MARGIN, Shop::FIXED ) as $name ) {
			$product->update_meta_data( $name, preg_match( '/^\d{1,6}(\.\d{1,2})?$/', $given[ $name ] ) === 1 ? $given[ $name ] : '' );
		}
		$id = $given[ Shop::PRODUCT ];
		if ( preg_match( '/^prd_[0-9a-z]{26}$/', $id ) !== 1 ) {
			$product->delete_meta_data( Shop::PRODUCT );
			$product->delete_meta_data( Shop::TERMS );
			return;
		}
		$product->update_meta_data( Shop::PRODUCT, $id );
		$answer = ShopSettings::pool( QuoteOrder::WAIT_S )->get( '/v1/products/' . $id );
		if ( $answer->ok() ) {
			$product->set_virtual( true );
			ApplyChange::to( $product, array_merge( $answer->body, array( 'status' => 'active', 'sequence' => 0 ) ) );
		}
	}
}
