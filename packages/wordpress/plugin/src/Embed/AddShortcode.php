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
			// The editor has already written & as an entity; the label is a text.
			$given['label'] = html_entity_decode( $content, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		}
		if ( ! isset( $given['product'] ) ) {
			return RenderEmbed::html( 'catalog', $given );
		}
		return RenderEmbed::html( 'card' === ( $given['as'] ?? '' ) ? 'product' : 'buy', $given );
	}
}
