<?php
/**
 * [kameng product="prd_…"], [kameng product="prd_…" as="card"], [kameng category="games"].
 *
 * @package Kameng
 */

namespace Kameng\Embed;

use Kameng\Hook;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class AddShortcode implements Hook {
	public function register(): void {
		add_action( 'init', array( $this, 'add' ) );
	}

	public function add(): void {
		add_shortcode( 'kameng', array( $this, 'render' ) );
	}

	/**
	 * @param mixed  $given   Attributes; WordPress hands over an empty text when there are none.
	 * @param string $content Text between the tags: the label of a button.
	 */
	public function render( $given, $content = '' ): string {
		$given = is_array( $given ) ? $given : array();
		if ( is_string( $content ) && '' !== trim( $content ) ) {
			$given['label'] = $content;
		}
		if ( ! isset( $given['product'] ) ) {
			return RenderEmbed::html( 'catalog', $given );
		}
		return RenderEmbed::html( 'card' === ( $given['as'] ?? '' ) ? 'product' : 'buy', $given );
	}
}
