<?php
/**
 * One renderer for blocks and shortcode, so that both give the same page.
 *
 * @package Kameng
 */

namespace Kameng\Embed;

use Kameng\Pool\ReadProducts;
use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class RenderEmbed {
	/**
	 * The element with its way out, ready to print.
	 *
	 * @param string $kind  buy, product or catalog.
	 * @param mixed  $given Attributes as written; `label` is the text of a button.
	 */
	public static function html( string $kind, $given ): string {
		$settings = Settings::all();
		if ( '' === $settings['pool'] ) {
			return self::hint( __( 'Kameng: the pool is not set yet. Open Settings → Kameng.', 'kameng' ) );
		}
		$settings['lang'] = Settings::language();
		$options          = CleanOptions::of( $given, $settings );
		if ( 'catalog' === $kind ) {
			unset( $options['product'] );
			wp_enqueue_script( RegisterScript::HANDLE );
			return Element::shelf( $settings['pool'], $options, ReadProducts::for_shelf( $options ) );
		}
		if ( ! isset( $options['product'] ) ) {
			return self::hint( __( 'Kameng: choose a product; its id starts with prd_.', 'kameng' ) );
		}
		wp_enqueue_script( RegisterScript::HANDLE );
		$label = is_array( $given ) && isset( $given['label'] ) && is_string( $given['label'] ) ? trim( wp_strip_all_tags( $given['label'] ) ) : '';
		if ( 'product' === $kind ) {
			$name = ReadProducts::name_of( $options['product'], $options );
			return Element::around_link( 'kameng-product', $settings['pool'], $options, '' !== $name ? $name : __( 'Buy', 'kameng' ) );
		}
		return Element::around_link( 'kameng-buy', $settings['pool'], $options, '' !== $label ? $label : __( 'Buy', 'kameng' ), 'wp-block-button__link wp-element-button' );
	}

	/** Said to those who can put it right, and to nobody else. */
	private static function hint( string $text ): string {
		return current_user_can( 'edit_posts' ) ? '<p class="kameng-hint">' . esc_html( $text ) . '</p>' : '';
	}
}
