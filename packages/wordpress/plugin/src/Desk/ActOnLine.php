<?php
/**
 * The buttons beside a purchase: try now, accept the price, buy again, open the link again.
 *
 * @package Kameng
 */

namespace Kameng\Desk;

use Kameng\Hook;
use Kameng\Line\LineTable;
use Kameng\Line\RunLine;
use Kameng\Line\TellOrder;
use Kameng\Shop\LineState;
use Kameng\Shop\Quote;
use Kameng\Store\ShopSettings;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ActOnLine implements Hook {
	const ACTION = 'kameng_line';
	const DOES   = array( 'retry', 'accept', 'renew', 'reopen' );

	public function register(): void {
		add_action( 'admin_post_' . self::ACTION, array( $this, 'run' ) );
	}

	public static function button( string $does, int $id, string $text ): void {
		echo '<form method="post" class="kameng-inline" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><input type="hidden" name="action" value="' . esc_attr( self::ACTION ) . '"><input type="hidden" name="does" value="' . esc_attr( $does ) . '"><input type="hidden" name="line" value="' . (int) $id . '">';
		wp_nonce_field( self::ACTION . $id, '_wpnonce', false );
		echo '<button class="button button-small">' . esc_html( $text ) . '</button></form>';
	}

	public function run(): void {
		$id = isset( $_POST['line'] ) ? absint( wp_unslash( $_POST['line'] ) ) : 0;
		if ( ! current_user_can( ShopPage::CAPABILITY ) ) {
			wp_die( esc_html__( 'You may not do this.', 'kameng' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::ACTION . $id );
		$does = isset( $_POST['does'] ) ? sanitize_key( wp_unslash( $_POST['does'] ) ) : '';
		$line = LineTable::get( $id );
		$done = null !== $line && in_array( $does, self::DOES, true ) ? self::carry_out( $does, $line ) : 'busy';
		wp_safe_redirect( ShopPage::url( 'purchases', $done ) );
		exit;
	}

	/** @param array<string, mixed> $line Of LineTable. */
	private static function carry_out( string $does, array $line ): string {
		if ( 'reopen' === $does ) {
			LineTable::reopen( $line['id'] );
			Shop::note( $line['order_id'], __( 'The link to the codes was opened again.', 'kameng' ) );
			TellOrder::finish( $line['order_id'] );
			return 'reopened';
		}
		if ( 'accept' === $does && ! self::accept( $line ) ) {
			return 'busy';
		}
		if ( 'renew' === $does && ! self::renew( $line ) ) {
			return 'busy';
		}
		$state = RunLine::run( $line['id'] );
		TellOrder::finish( $line['order_id'] );
		return '' === $state ? 'busy' : $state;
	}

	/**
	 * Lets a held line cost what it costs now. Nothing was bought by its reference, so it may ask for another amount.
	 *
	 * @param array<string, mixed> $line Of LineTable.
	 */
	private static function accept( array $line ): bool {
		$answer = ShopSettings::pool( RunLine::WAIT_S, $line['mode'] )->get( '/v1/products/' . $line['product'] );
		$cost   = $answer->ok() ? Quote::unit_cost( $answer->body, $line['quantity'] ) * $line['quantity'] : 0;
		return $cost > 0 && LineTable::change_held( $line['id'], $cost, (string) ( $answer->body['price']['currency'] ?? '' ), time() );
	}

	/**
	 * A line that the pool has refunded, or that was not bought because the order had ended, is bought anew under a new reference.
	 *
	 * @param array<string, mixed> $line Of LineTable.
	 */
	private static function renew( array $line ): bool {
		preg_match( '/^(.*?)(?:\.(\d+))?$/', $line['reference'], $parts );
		$next = $parts[1] . '.' . ( (int) ( $parts[2] ?? 1 ) + 1 );
		$order = Shop::order( $line['order_id'] );
		return $order && Shop::is_paid( $order ) && LineState::may_become( $line['state'], LineState::PENDING ) && LineTable::renew( $line['id'], $next, time() );
	}
}
