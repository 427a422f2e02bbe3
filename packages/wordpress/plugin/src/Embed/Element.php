<?php
/**
 * The markup that anybody may paste, written by PHP: an element round a link that works without it. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Embed;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Element {
	/** Attributes each element takes, in the order they are written. */
	const ATTRIBUTES = array(
		'kameng-buy'     => array( 'product', 'site', 'ref', 'quantity', 'coupon', 'mode', 'lang', 'theme' ),
		'kameng-product' => array( 'product', 'site', 'ref', 'quantity', 'coupon', 'mode', 'lang', 'theme' ),
		'kameng-catalog' => array( 'site', 'ref', 'category', 'brand', 'query', 'columns', 'limit', 'lang', 'theme' ),
	);

	/** What travels in the address of the hosted checkout, in this order. */
	const TRAVELLING = array( 'site', 'ref', 'quantity', 'coupon', 'lang', 'theme' );

	/**
	 * `<kameng-buy>` or `<kameng-product>` with its link.
	 *
	 * @param string                $name    Element.
	 * @param string                $pool    Origin of the pool.
	 * @param array<string, string> $options Clean options.
	 * @param string                $label   Text of the link.
	 * @param string                $button  Classes of the link, for themes that style buttons by class.
	 */
	public static function around_link( string $name, string $pool, array $options, string $label, string $button = '' ): string {
		return self::open( $name, $options ) . self::link( $pool, $options, $label, $button ) . '</' . $name . '>';
	}

	/**
	 * `<kameng-catalog>` round links to products, which are read by search engines and where scripts are stripped.
	 *
	 * @param string                                 $pool     Origin of the pool.
	 * @param array<string, string>                  $options  Clean options.
	 * @param array<int, array{id: string, name: string}> $products What the shelf starts with.
	 */
	public static function shelf( string $pool, array $options, array $products ): string {
		$links = '';
		$carry = array_intersect_key( $options, array_flip( self::TRAVELLING ) );
		foreach ( $products as $product ) {
			$links .= '<li>' . self::link( $pool, array_merge( $carry, array( 'product' => $product['id'] ) ), $product['name'] ) . '</li>';
		}
		return self::open( 'kameng-catalog', $options ) . ( '' === $links ? '' : '<ul>' . $links . '</ul>' ) . '</kameng-catalog>';
	}

	/**
	 * Address of the hosted checkout: the way that always works.
	 *
	 * @param array<string, string> $options Clean options with `product`.
	 */
	public static function buy_url( string $pool, array $options ): string {
		$query = array();
		foreach ( self::TRAVELLING as $name ) {
			if ( isset( $options[ $name ] ) && '' !== $options[ $name ] ) {
				$query[] = $name . '=' . rawurlencode( $options[ $name ] );
			}
		}
		return $pool . '/buy/' . rawurlencode( $options['product'] ) . ( $query ? '?' . implode( '&', $query ) : '' );
	}

	/** @param array<string, string> $options Clean options. */
	private static function link( string $pool, array $options, string $label, string $button = '' ): string {
		return '<a' . ( '' === $button ? '' : ' class="' . self::escape( $button ) . '"' ) . ' href="' . self::escape( self::buy_url( $pool, $options ) ) . '" rel="nofollow">' . self::escape( $label ) . '</a>';
	}

	/** @param array<string, string> $options Clean options. */
	private static function open( string $name, array $options ): string {
		$text = '<' . $name;
		foreach ( self::ATTRIBUTES[ $name ] as $attribute ) {
			if ( isset( $options[ $attribute ] ) && '' !== $options[ $attribute ] ) {
				$text .= ' ' . $attribute . '="' . self::escape( $options[ $attribute ] ) . '"';
			}
		}
		return $text . '>';
	}

	private static function escape( string $text ): string {
		return htmlspecialchars( $text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8' );
	}
}
