<?php
/**
 * The only class that talks to WooCommerce: products, orders, notes, prices. What to do is decided elsewhere.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Line\LineTable;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Shop {
	/** Metadata of a product: its id at the pool, and what was last known there. */
	const PRODUCT = '_kameng_product';
	const TERMS   = '_kameng_terms';
	const MARGIN  = '_kameng_margin';
	const FIXED   = '_kameng_fixed';
	const GROUP   = '_kameng_group';
	/** Metadata of an order's item: what the pool asked for it when it was quoted. */
	const QUOTE = '_kameng_quote';
	/** Metadata of an order: what was set aside for it, also for items that a second try at paying has replaced. */
	const HOLDS = '_kameng_holds';

	public static function here(): bool {
		return class_exists( 'WooCommerce' );
	}

	public static function version(): string {
		return defined( 'WC_VERSION' ) ? WC_VERSION : '';
	}

	public static function currency(): string {
		return get_woocommerce_currency();
	}

	public static function decimals(): int {
		return min( 4, wc_get_price_decimals() );
	}

	/** The pool's id of a product or a variation; '' when it is the shop's own. @param mixed $product WC_Product. */
	public static function pool_id( $product ): string {
		return is_object( $product ) ? (string) $product->get_meta( self::PRODUCT ) : '';
	}

	/**
	 * A product's own margin; '' takes the shop's. A variation takes its parent's.
	 *
	 * @param mixed $product WC_Product.
	 * @return array{margin: string, fixed: string}
	 */
	public static function own_rule( $product ): array {
		$rule = array(
			'margin' => (string) $product->get_meta( self::MARGIN ),
			'fixed'  => (string) $product->get_meta( self::FIXED ),
		);
		if ( array( '', '' ) === array_values( $rule ) && $product->get_parent_id() > 0 ) {
			$parent = wc_get_product( $product->get_parent_id() );
			return $parent ? self::own_rule( $parent ) : $rule;
		}
		return $rule;
	}

	/** @return mixed WC_Product or null. */
	public static function product( int $id ) {
		$product = wc_get_product( $id );
		return $product ? $product : null;
	}

	/** @return mixed A new product: `simple`, `variable` or `variation`. */
	public static function new_product( string $type ) {
		$class = 'variable' === $type ? \WC_Product_Variable::class : ( 'variation' === $type ? \WC_Product_Variation::class : \WC_Product_Simple::class );
		return new $class();
	}

	/** @return mixed WC_Order or null. */
	public static function order( int $id ) {
		$order = wc_get_order( $id );
		return $order && 'shop_order' === $order->get_type() ? $order : null;
	}

	/**
	 * The items of an order that come from the pool.
	 *
	 * @param mixed $order WC_Order.
	 * @return array<int, mixed> WC_Order_Item_Product by id; new ones by place.
	 */
	public static function pool_items( $order ): array {
		return array_filter( $order->get_items(), static fn( $item ) => '' !== self::pool_id( $item->get_product() ) );
	}

	/** Whether nothing is in the order but what the pool delivers. @param mixed $order WC_Order. */
	public static function only_pool( $order ): bool {
		return count( self::pool_items( $order ) ) === count( $order->get_items() );
	}

	/**
	 * What the buyer pays for one, before coupons, in minor units: with tax where the shop writes its prices so.
	 *
	 * @param mixed $item WC_Order_Item_Product.
	 */
	public static function unit_minor( $item ): int {
		$price = (float) $item->get_subtotal() + ( wc_prices_include_tax() ? (float) $item->get_subtotal_tax() : 0.0 );
		return (int) floor( round( $price * 10 ** self::decimals() / max( 1, (int) $item->get_quantity() ), 4 ) );
	}

	/**
	 * What was quoted and set aside for an item; empty when nothing was.
	 *
	 * @param mixed $item WC_Order_Item_Product.
	 * @return array{cost: int, currency: string, quantity: int, hold: string, until: int, mode: string}
	 */
	public static function quote( $item ): array {
		$quote = json_decode( (string) $item->get_meta( self::QUOTE ), true );
		return array(
			'cost'     => (int) ( $quote['cost'] ?? 0 ),
			'currency' => (string) ( $quote['currency'] ?? '' ),
			'quantity' => (int) ( $quote['quantity'] ?? 0 ),
			'hold'     => (string) ( $quote['hold'] ?? '' ),
			'until'    => (int) ( $quote['until'] ?? 0 ),
			'mode'     => (string) ( $quote['mode'] ?? '' ),
		);
	}

	/** What the buyer pays for all of an item, after coupons. @param mixed $item WC_Order_Item_Product. */
	public static function total_minor( $item ): int {
		$paid = (float) $item->get_total() + ( wc_prices_include_tax() ? (float) $item->get_total_tax() : 0.0 );
		return (int) floor( round( $paid * 10 ** self::decimals(), 4 ) );
	}

	/**
	 * Whether the money is there. WooCommerce calls an order that is paid in cash on delivery paid before anybody has the cash;
	 * a code that has left cannot be taken back, so such an order counts when the shop completes it.
	 *
	 * @param mixed $order WC_Order.
	 */
	public static function is_paid( $order ): bool {
		return $order->is_paid() && ( 'cod' !== $order->get_payment_method() || 'completed' === $order->get_status() );
	}

	public static function is_paid_status( string $status ): bool {
		return in_array( $status, wc_get_is_paid_statuses(), true );
	}

	/** Orders paid lately, for the hourly look whether a purchase was missed. @return array<int, mixed> */
	public static function paid_since( int $time, int $most ): array {
		return wc_get_orders(
			array(
				'type'          => 'shop_order',
				'status'        => wc_get_is_paid_statuses(),
				'date_modified' => '>' . $time,
				'limit'         => $most,
				'orderby'       => 'date',
				'order'         => 'DESC',
			)
		);
	}

	/** Orders of a buyer. @return array<int, mixed> */
	public static function orders_of( string $email, int $most, int $page ): array {
		return wc_get_orders(
			array(
				'type'          => 'shop_order',
				'billing_email' => $email,
				'limit'         => $most,
				'page'          => $page,
				'orderby'       => 'ID',
				'order'         => 'ASC',
			)
		);
	}

	public static function note( int $order_id, string $text ): void {
		$order = self::order( $order_id );
		if ( $order ) {
			$order->add_order_note( $text );
		}
	}

	/** Marks a paid order as completed. */
	public static function complete( int $order_id ): void {
		$order = self::order( $order_id );
		if ( $order && 'processing' === $order->get_status() ) {
			$order->update_status( 'completed', __( 'All codes are delivered.', 'kameng' ) );
		}
	}

	/** Id of the category with this name, made when it is missing. */
	public static function category( string $slug, string $name ): int {
		$found = get_term_by( 'slug', $slug, 'product_cat' );
		if ( $found ) {
			return (int) $found->term_id;
		}
		$made = wp_insert_term( $name, 'product_cat', array( 'slug' => $slug ) );
		return is_wp_error( $made ) ? 0 : (int) $made['term_id'];
	}

	/** A line in WooCommerce → Status → Logs. Never holds a key or a code. */
	public static function log( string $level, string $text ): void {
		wc_get_logger()->log( $level, $text, array( 'source' => 'kameng' ) );
	}

	/** Sends one of our mails. @param array<int, int> $lines Ids of lines it is about. */
	public static function mail( string $class, int $order_id, array $lines ): void {
		$mails = WC()->mailer()->get_emails();
		if ( isset( $mails[ $class ] ) ) {
			$mails[ $class ]->trigger( $order_id, $lines );
		}
	}

	/** How many of an item were refunded so far. @param mixed $order WC_Order. */
	public static function refunded_quantity( $order, int $item_id ): int {
		return abs( (int) $order->get_qty_refunded_for_item( $item_id ) );
	}
}
