<?php
/**
 * Writes down what a paid order needs from the pool. Once for each item, whoever asks and however often.
 *
 * @package Kameng
 */

namespace Kameng\Line;

use Kameng\Shop\BuyItem;
use Kameng\Shop\CleanShop;
use Kameng\Shop\LineState;
use Kameng\Store\ShopSettings;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class PlanLines {
	/**
	 * @param mixed $order       WC_Order.
	 * @param bool  $quoted_only Leave out what was never quoted by us: a product that became the pool's after the order was paid.
	 */
	public static function of( $order, bool $quoted_only ): void {
		foreach ( Shop::pool_items( $order ) as $item ) {
			$id       = (int) $item->get_id();
			$quantity = (int) $item->get_quantity() - Shop::refunded_quantity( $order, $id );
			if ( $quoted_only && '' === (string) $item->get_meta( Shop::QUOTE ) ) {
				continue;
			}
			if ( $id <= 0 || $quantity <= 0 || LineTable::of_item( $id ) !== null ) {
				continue;
			}
			$most = self::most( $order, $item );
			LineTable::add(
				array(
					'item_id'    => $id,
					'order_id'   => (int) $order->get_id(),
					'product'    => Shop::pool_id( $item->get_product() ),
					'name'       => mb_substr( wp_strip_all_tags( $item->get_name() ), 0, 200 ),
					'quantity'   => $quantity,
					'reference'  => BuyItem::reference( ShopSettings::secret(), (string) $order->get_order_key(), $id ),
					'mode'       => ShopSettings::mode(),
					'max_minor'  => $most['minor'],
					'currency'   => $most['currency'],
					'hold_id'    => Shop::quote( $item )['hold'],
					'state'      => LineState::PENDING,
					'next_at'    => time() + LineState::PAUSES[ BuyItem::AGAIN ][0],
					'created_at' => time(),
				)
			);
		}
	}

	/**
	 * Most that may be paid for an item: what it cost when it was quoted, or what the buyer paid if that is more.
	 *
	 * @param mixed $order WC_Order.
	 * @param mixed $item  WC_Order_Item_Product.
	 * @return array{minor: int, currency: string}
	 */
	private static function most( $order, $item ): array {
		$quote    = Shop::quote( $item );
		$terms    = json_decode( (string) $item->get_product()->get_meta( Shop::TERMS ), true );
		$currency = '' !== $quote['currency'] ? $quote['currency'] : (string) ( $terms['price']['currency'] ?? $order->get_currency() );
		$rule     = CleanShop::rule( ShopSettings::all(), array(), $currency, (string) $order->get_currency(), Shop::decimals() );
		return array(
			'minor'    => max( $quote['cost'], $rule ? $rule->bears( Shop::total_minor( $item ) ) : 0 ),
			'currency' => $currency,
		);
	}
}
