<?php
/**
 * Says in the shop's order what happened to its lines: notes, the mail with the link, the owner's mail, completion.
 *
 * @package Kameng
 */

namespace Kameng\Line;

use Kameng\Shop\BuyItem;
use Kameng\Shop\LineState;
use Kameng\Store\ShopSettings;
use Kameng\Store\Words;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class TellOrder {
	/**
	 * @param array<string, mixed> $before Of LineTable.
	 * @param array<string, mixed> $after  Of LineTable.
	 */
	public static function change( array $before, array $after ): void {
		if ( $before['state'] === $after['state'] && $before['reason'] === $after['reason'] && $before['delivered'] === $after['delivered'] ) {
			return;
		}
		$text = Words::note( $after );
		Shop::note( $after['order_id'], $text );
		Shop::log( in_array( $after['state'], LineState::NEEDS_OWNER, true ) ? 'warning' : 'info', sprintf( 'order %d, item %d: %s → %s %s, pool order %s', $after['order_id'], $after['item_id'], $before['state'], $after['state'], $after['reason'], $after['pool_order'] ) );
		$closed = $after['closed_at'] > 0;
		if ( in_array( $after['state'], LineState::NEEDS_OWNER, true ) || ( $closed && in_array( $after['state'], LineState::BOUGHT, true ) ) ) {
			self::ask_owner( $after, $text );
		}
	}

	/** Sends the link for what is ready and was not mailed, and completes an order of which all is delivered. */
	public static function finish( int $order_id ): void {
		$lines = LineTable::of_order( $order_id );
		$ready = array();
		foreach ( $lines as $line ) {
			if ( in_array( $line['state'], LineState::VISIBLE, true ) && 0 === $line['closed_at'] && LineTable::take_mail( $line['id'], time() ) ) {
				$ready[] = $line['id'];
			}
		}
		if ( $ready ) {
			Shop::mail( 'Kameng_Codes', $order_id, $ready );
		}
		$open = array_filter( $lines, static fn( $line ) => BuyItem::DELIVERED !== $line['state'] && LineState::CANCELLED !== $line['state'] );
		if ( $lines && ! $open && '1' === ShopSettings::get( 'complete' ) ) {
			$order = Shop::order( $order_id );
			if ( $order && 'processing' === $order->get_status() && Shop::only_pool( $order ) ) {
				Shop::complete( $order_id );
			}
		}
	}

	/** @param array<string, mixed> $line Of LineTable. */
	private static function ask_owner( array $line, string $text ): void {
		$to = ShopSettings::get( 'notify' );
		wp_mail(
			'' !== $to ? $to : get_option( 'admin_email' ),
			/* translators: 1: name of the shop, 2: number of the order. */
			sprintf( __( '[%1$s] Order %2$d needs you', 'kameng' ), wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ), $line['order_id'] ),
			$text . "\n\n" . admin_url( 'admin.php?page=kameng-shop&tab=purchases' )
		);
	}
}
