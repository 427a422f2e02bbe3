<?php
/**
 * Names of products for the links inside our elements. Kept for minutes, so that a page waits for the pool once in a while and never long.
 *
 * @package Kameng
 */

namespace Kameng\Pool;

use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ReadProducts {
	const KEEP_S  = 600;
	/** After a failure nobody asks again for a minute, so that a pool that is down does not slow every page. */
	const BLAME_S = 60;
	const WAIT_S  = 2;

	/**
	 * The first products of a shelf.
	 *
	 * @param array<string, string> $options Clean options.
	 * @return array<int, array{id: string, name: string}>
	 */
	public static function for_shelf( array $options ): array {
		$query          = array_intersect_key( $options, array_flip( array( 'category', 'brand', 'lang', 'limit' ) ) );
		$query['q']     = $options['query'] ?? '';
		$query['limit'] = $query['limit'] ?? '12';
		$body           = self::read( '/v1/products', $query );
		$products       = array();
		foreach ( is_array( $body['data'] ?? null ) ? $body['data'] : array() as $product ) {
			if ( is_array( $product ) && is_string( $product['id'] ?? null ) && is_string( $product['name'] ?? null ) ) {
				$products[] = array(
					'id'   => $product['id'],
					'name' => $product['name'],
				);
			}
		}
		return $products;
	}

	/** @param array<string, string> $options Clean options. */
	public static function name_of( string $product, array $options ): string {
		$body = self::read( '/v1/products/' . $product, array( 'lang' => $options['lang'] ?? '' ) );
		return is_string( $body['name'] ?? null ) ? $body['name'] : '';
	}

	/**
	 * @param array<string, string> $query Query.
	 * @return array<string, mixed>
	 */
	private static function read( string $path, array $query ): array {
		$key  = 'kameng_' . md5( Settings::get( 'pool' ) . Settings::get( 'site' ) . $path . wp_json_encode( $query ) );
		$kept = get_transient( $key );
		if ( is_array( $kept ) ) {
			return $kept;
		}
		$answer = SendRequest::public_pool( self::WAIT_S )->get( $path, $query );
		$body   = $answer->ok() ? $answer->body : array();
		set_transient( $key, $body, $answer->ok() ? self::KEEP_S : self::BLAME_S );
		return $body;
	}
}
