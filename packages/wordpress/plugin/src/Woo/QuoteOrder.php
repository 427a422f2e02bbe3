<?php
/**
 * Asks the pool for price and stock of what is about to be paid, has it set aside, and refuses what cannot be kept. Writes that beside each item.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Catalog\ApplyChange;
use Kameng\Line\LineTable;
use Kameng\Pool\Answer;
use Kameng\Rest\ReceiveWebhook;
use Kameng\Shop\CleanShop;
use Kameng\Shop\HoldItem;
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
		// A buyer who tries again keeps what is set aside; what an earlier try left behind must not stand in the way.
		$kept = array_filter( $items, array( self::class, 'is_held' ) );
		self::note_holds( $order, $kept );
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
		foreach ( array_diff_key( $items, $kept ) as $item ) {
			$id           = Shop::pool_id( $item->get_product() );
			$asked[ $id ] = $asked[ $id ] ?? self::ask( $id );
			$refusal      = self::judge( $order, $item, $asked[ $id ], $sums[ $id ] );
			if ( '' !== $refusal ) {
				// An order is promised as a whole or not at all.
				self::release( $items );
				self::note_holds( $order, array() );
				return $refusal;
			}
		}
		self::note_holds( $order, $items );
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
		return self::hold( $item, $quote );
	}

	/**
	 * Sets the codes aside and writes that beside the item.
	 *
	 * @param mixed                                                                      $item  WC_Order_Item_Product.
	 * @param array{result: string, cost: int, currency: string, min: int, max: int} $quote Good.
	 */
	private static function hold( $item, array $quote ): string {
		$quantity = (int) $item->get_quantity();
		$taken = HoldItem::take( ShopSettings::pool( self::WAIT_S ), Shop::pool_id( $item->get_product() ), $quantity, $quote['cost'], $quote['currency'] );
		if ( Quote::GOOD !== $taken['result'] ) {
			// The buyer can do nothing about an empty balance; the owner can.
			Shop::log( 'warning', sprintf( 'not sold: the pool sets nothing aside: %s', $taken['code'] ) );
			if ( 'balance_too_low' === $taken['code'] ) {
				set_transient( ReceiveWebhook::BALANCE_LOW, '1', DAY_IN_SECONDS );
			}
			return Words::quote( $taken['result'], $item->get_product()->get_name(), $quote['min'], $quote['max'] );
		}
		self::write(
			$item,
			array(
				'cost'     => $taken['cost'],
				'currency' => $quote['currency'],
				'quantity' => $quantity,
				'hold'     => $taken['hold'],
				'until'    => $taken['until'],
				'mode'     => ShopSettings::mode(),
			)
		);
		return '';
	}

	/**
	 * Writes what is set aside for an order, and puts back what was and no longer is: a second try at paying has items of its own.
	 *
	 * @param mixed             $order WC_Order, saved or not.
	 * @param array<int, mixed> $items WC_Order_Item_Product, those that something is set aside for.
	 */
	private static function note_holds( $order, array $items ): void {
		$now    = array_column( array_map( array( Shop::class, 'quote' ), array_filter( $items, array( self::class, 'is_held' ) ) ), 'mode', 'hold' );
		$before = json_decode( (string) $order->get_meta( Shop::HOLDS ), true );
		$before = is_array( $before ) ? $before : array();
		foreach ( array_diff_key( $before, $now ) as $hold => $mode ) {
			HoldItem::release( ShopSettings::pool( self::WAIT_S, (string) $mode ), (string) $hold );
		}
		if ( $before !== $now ) {
			$order->update_meta_data( Shop::HOLDS, wp_json_encode( (object) $now ) );
			if ( $order->get_id() > 0 ) {
				$order->save();
			}
		}
	}

	/** Whether what is set aside for an item is what it needs, for long enough to pay. @param mixed $item WC_Order_Item_Product. */
	public static function is_held( $item ): bool {
		$known = Shop::quote( $item );
		return '' !== $known['hold'] && ShopSettings::mode() === $known['mode'] && (int) $item->get_quantity() === $known['quantity'] && $known['until'] > time() + HoldItem::ENOUGH_S;
	}

	/**
	 * Puts back what was set aside for items that will not be paid.
	 *
	 * @param array<int, mixed> $items WC_Order_Item_Product.
	 */
	public static function release( array $items ): void {
		foreach ( $items as $item ) {
			$known = Shop::quote( $item );
			if ( '' !== $known['hold'] && $known['until'] > time() && LineTable::of_item( (int) $item->get_id() ) === null ) {
				HoldItem::release( ShopSettings::pool( self::WAIT_S, $known['mode'] ), $known['hold'] );
				self::write( $item, array_merge( $known, array( 'hold' => '' ) ) );
			}
		}
	}

	/**
	 * @param mixed                     $item  WC_Order_Item_Product, saved or not.
	 * @param array<string, int|string> $quote As Shop::quote reads it.
	 */
	private static function write( $item, array $quote ): void {
		$item->update_meta_data( Shop::QUOTE, wp_json_encode( $quote ) );
		if ( $item->get_id() > 0 ) {
			$item->save();
		}
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
