<?php
/**
 * Prices every product of the pool anew by the rules as they are now, a page at a time.
 *
 * @package Kameng
 */

namespace Kameng\Catalog;

use Kameng\Hook;
use Kameng\Line\Schedule;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Reprice implements Hook {
	const ACTION = 'kameng_reprice';
	const PAGE   = 50;

	public function register(): void {
		add_action( self::ACTION, array( self::class, 'run' ) );
	}

	/** @param int|string $from How many are done. */
	public static function run( $from = 0 ): void {
		$ids = FindProducts::all( self::PAGE, (int) $from );
		foreach ( $ids as $id ) {
			$product = Shop::product( $id );
			$terms   = $product ? json_decode( (string) $product->get_meta( Shop::TERMS ), true ) : null;
			if ( $product && is_array( $terms ) ) {
				ApplyChange::to( $product, $terms );
				$product->save();
			}
		}
		if ( count( $ids ) === self::PAGE ) {
			Schedule::once( self::ACTION, array( (int) $from + self::PAGE ), time() );
		}
	}
}
