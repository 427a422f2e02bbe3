<?php
/**
 * What the shop has bought and what is stuck, what needs somebody first, each with what can be done.
 *
 * @package Kameng
 */

namespace Kameng\Desk;

use Kameng\Line\LineTable;
use Kameng\Shop\BuyItem;
use Kameng\Shop\LineState;
use Kameng\Store\Words;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class PurchasesTab {
	const PAGE = 50;

	public static function show(): void {
		$waiting = LineTable::find( 'closed_at = 0 AND state IN (%s, %s, %s, %s)', LineState::NEEDS_OWNER, self::PAGE, 'id DESC' );
		echo '<h2>' . esc_html__( 'Needs you', 'kameng' ) . '</h2>';
		if ( $waiting ) {
			self::table( $waiting, true );
		} else {
			echo '<p class="kameng-empty">' . esc_html__( 'Nothing. Every paid order is delivered or on its way.', 'kameng' ) . '</p>';
		}
		$page = isset( $_GET['paged'] ) ? max( 1, absint( wp_unslash( $_GET['paged'] ) ) ) : 1; // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- which page to show.
		$all  = LineTable::find( 'id > %d', array( 0 ), self::PAGE + 1, 'id DESC', ( $page - 1 ) * self::PAGE );
		echo '<h2>' . esc_html__( 'All purchases', 'kameng' ) . '</h2>';
		if ( ! $all ) {
			echo '<p class="kameng-empty">' . esc_html__( 'None yet. When a buyer pays for a product of the pool, it appears here.', 'kameng' ) . '</p>';
			return;
		}
		self::table( array_slice( $all, 0, self::PAGE ), false );
		if ( count( $all ) > self::PAGE ) {
			echo '<p><a class="button" href="' . esc_url( add_query_arg( 'paged', $page + 1, ShopPage::url( 'purchases' ) ) ) . '">' . esc_html__( 'Older', 'kameng' ) . '</a></p>';
		}
	}

	/**
	 * @param array<int, array<string, mixed>> $lines Of LineTable.
	 * @param bool                             $acts  With advice and buttons for what needs the owner; elsewhere the same line is only listed.
	 */
	private static function table( array $lines, bool $acts ): void {
		$states = Words::states();
		echo '<table class="wp-list-table widefat striped kameng-lines"><thead><tr><th>' . esc_html__( 'Order', 'kameng' ) . '</th><th>' . esc_html__( 'Product', 'kameng' ) . '</th><th>' . esc_html__( 'State', 'kameng' ) . '</th><th>' . esc_html__( 'What to do', 'kameng' ) . '</th></tr></thead><tbody>';
		foreach ( $lines as $line ) {
			$order = Shop::order( $line['order_id'] );
			$link  = $order ? '<a href="' . esc_url( $order->get_edit_order_url() ) . '">#' . esc_html( $order->get_order_number() ) . '</a>' : '#' . (int) $line['order_id'];
			$mark  = in_array( $line['state'], LineState::NEEDS_OWNER, true ) && 0 === $line['closed_at'] ? ' kameng-amber' : '';
			echo '<tr><td>' . $link . '<br><span class="kameng-soft">' . esc_html( wp_date( 'Y-m-d H:i', $line['created_at'] ) ) . '</span></td><td>' . esc_html( $line['name'] . ' × ' . $line['quantity'] ) . '<br><code class="kameng-soft">' . esc_html( $line['pool_order'] ) . '</code></td><td><span class="kameng-state' . esc_attr( $mark ) . '">' . esc_html( $states[ $line['state'] ] ?? $line['state'] ) . '</span>' . self::marks( $line ) . '</td><td>'; // phpcs:ignore WordPress.Security.EscapeOutput -- parts are escaped.
			if ( $acts || '' === $mark ) {
				echo '<div>' . esc_html( Words::advice( $line ) ) . '</div>';
				self::buttons( $line );
			}
			echo '</td></tr>';
		}
		echo '</tbody></table>';
	}

	/** @param array<string, mixed> $line Of LineTable. */
	private static function marks( array $line ): string {
		$marks = array_filter(
			array(
				'sandbox' === $line['mode'] ? __( 'Sandbox', 'kameng' ) : '',
				LineState::SHORT === $line['state'] ? $line['delivered'] . ' / ' . $line['quantity'] : '',
				$line['revealed_at'] > 0 ? __( 'seen', 'kameng' ) : '',
				$line['closed_at'] > 0 ? __( 'link closed', 'kameng' ) : '',
			),
			'strlen'
		);
		return $marks ? '<br><span class="kameng-soft">' . esc_html( implode( ' · ', $marks ) ) . '</span>' : '';
	}

	/** @param array<string, mixed> $line Of LineTable. */
	private static function buttons( array $line ): void {
		$is_open = 0 === $line['closed_at'];
		if ( $is_open && BuyItem::HELD === $line['state'] && 'price_moved' === $line['reason'] ) {
			ActOnLine::button( 'accept', $line['id'], __( 'Buy at the new price', 'kameng' ) );
		}
		if ( $is_open && in_array( $line['state'], array( BuyItem::HELD, BuyItem::AGAIN, LineState::PENDING ), true ) ) {
			ActOnLine::button( 'retry', $line['id'], __( 'Try now', 'kameng' ) );
		}
		$order = LineState::CANCELLED === $line['state'] ? Shop::order( $line['order_id'] ) : null;
		if ( ( $is_open && BuyItem::REFUNDED === $line['state'] ) || ( $order && Shop::is_paid( $order ) ) ) {
			ActOnLine::button( 'renew', $line['id'], __( 'Buy again', 'kameng' ) );
		}
		if ( ! $is_open && in_array( $line['state'], LineState::VISIBLE, true ) ) {
			ActOnLine::button( 'reopen', $line['id'], __( 'Open the link again', 'kameng' ) );
		}
	}
}
