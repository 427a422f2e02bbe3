<?php
/**
 * Lets authors who may not write any HTML keep our elements in their posts: they carry no script, and the pool's address is the owner's.
 *
 * @package Kameng
 */

namespace Kameng\Embed;

use Kameng\Hook;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class AllowElements implements Hook {
	public function register(): void {
		add_filter( 'wp_kses_allowed_html', array( $this, 'allow' ), 10, 2 );
	}

	/**
	 * @param mixed $allowed Elements and their attributes.
	 * @param mixed $context Where the text comes from.
	 * @return mixed
	 */
	public function allow( $allowed, $context ) {
		if ( 'post' !== $context || ! is_array( $allowed ) ) {
			return $allowed;
		}
		foreach ( Element::ATTRIBUTES as $name => $attributes ) {
			$allowed[ $name ] = array_fill_keys( $attributes, true );
		}
		return $allowed;
	}
}
