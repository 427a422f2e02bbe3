<?php
/**
 * Asks the pool for price and stock of what is about to be ordered, and refuses what cannot be kept. Writes the quote beside each item.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Catalog\ApplyChange;
use Kameng\Pool\Answer;
use Kameng\Shop\CleanShop;
use Kameng\Shop\Quote;
use Kameng\Store\ShopSettings;
use Kameng\Store\Words;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class QuoteOrder {
	const WAIT_S = 5;
	/** Different products looked up for one order; a cart with more is a mistake or an attack. */
	const PRODUCTS_MAX = 30;

	/**
	 * @param mixed $order WC_Order, saved or not.
	 * @return string Why not, for the buyer; '' when all is well.
	 */
	public static function refusal( $order ): string {
		$items = Shop::pool_items( $order );
		$asked = array();
		$sums  = array();
		foreach ( $items as $item ) {
			$id          = Shop::pool_id( $item->get_product() );
			$sums[ $id ] = ( $sums[ $id ] ?? 0 ) + (int) $item->get_quantity();
		}
		if ( count( $sums ) > self::PRODUCTS_MAX ) {
			/* translators: %d: a number. */
			return sprintf( __( 'At most %d different codes can be bought at once.', 'kameng' ), self::PRODUCTS_MAX );
		}
		foreach ( $items as $item ) {
			$id           = Shop::pool_id( $item->get_product() );
			$asked[ $id ] = $asked[ $id ] ?? self::ask( $id );
			$refusal      = self::judge( $order, $item, $asked[ $id ], $sums[ $id ] );
			if ( '' !== $refusal ) {
				return $refusal;
			}
		}
		return '';
	}

	private static function ask( string $id ): Answer {
		return ShopSettings::connected() ? ShopSettings::pool( self::WAIT_S )->get( '/v1/products/' . $id ) : new Answer( 0, array(), 'not connected' );
	}

	/**
	 * @param mixed $order WC_Order.
	 * @param mixed $item  WC_Order_Item_Product.
	 * @param int   $all   How many of this product the whole order has.
	 */
	private static function judge( $order, $item, Answer $answer, int $all ): string {
		$product  = $item->get_product();
		$currency = (string) ( $answer->body['price']['currency'] ?? '' );
		$rule     = CleanShop::rule( ShopSettings::all(), Shop::own_rule( $product ), $currency, (string) $order->get_currency(), Shop::decimals() );
		$quote    = null === $rule ? null : Quote::judge( $answer, (int) $item->get_quantity(), Shop::unit_minor( $item ), $rule );
		$result   = null === $quote ? ( 404 === $answer->status ? Quote::WITHDRAWN : Quote::UNKNOWN ) : $quote['result'];
		if ( Quote::GOOD === $result && $all > $quote['max'] ) {
			$result = Quote::QUANTITY;
		}
		if ( Quote::GOOD !== $result ) {
			self::learn( $product, $answer, $result );
			return Words::quote( $result, $product->get_name(), $quote['min'] ?? 1, $quote['max'] ?? 1 );
		}
		$item->update_meta_data(
			Shop::QUOTE,
			wp_json_encode(
				array(
					'cost'     => $quote['cost'],
					'currency' => $quote['currency'],
				)
			)
		);
		if ( $item->get_id() > 0 ) {
			$item->save();
		}
		return '';
	}

	/** What the pool has just said goes into the shop at once, so that the next look at the page is right. @param mixed $product WC_Product. */
	private static function learn( $product, Answer $answer, string $result ): void {
		$terms = json_decode( (string) $product->get_meta( Shop::TERMS ), true );
		$terms = is_array( $terms ) ? $terms : array();
		if ( Quote::WITHDRAWN === $result ) {
			$terms['status'] = 'withdrawn';
		} elseif ( $answer->ok() && isset( $answer->body['price'] ) ) {
			$terms = array_merge( $terms, array_intersect_key( $answer->body, array_flip( array( 'price', 'list_price', 'stock', 'limits' ) ) ) );
		} else {
			return;
		}
		ApplyChange::to( $product, $terms );
		$product->save();
	}
}
