<?php
/**
 * For WordPress' erasure of personal data: the links to codes end; the record that something was bought has no person in it and stays.
 *
 * @package Kameng
 */

namespace Kameng\Privacy;

use Kameng\Hook;
use Kameng\Line\LineTable;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class EraseLines implements Hook {
	public function register(): void {
		// Before WooCommerce's own eraser, which takes the address off the orders that are found by it.
		add_filter( 'wp_privacy_personal_data_erasers', array( $this, 'add' ), 5 );
	}

	/**
	 * @param mixed $erasers So far.
	 * @return mixed
	 */
	public function add( $erasers ) {
		if ( is_array( $erasers ) ) {
			$erasers['kameng'] = array(
				'eraser_friendly_name' => __( 'Codes from the pool', 'kameng' ),
				'callback'             => array( $this, 'erase' ),
			);
		}
		return $erasers;
	}

	/** @return array{items_removed: bool, items_retained: bool, messages: string[], done: bool} */
	public function erase( string $email, int $page = 1 ): array {
		$orders = Shop::orders_of( $email, ExportLines::PAGE, $page );
		$closed = false;
		foreach ( $orders as $order ) {
			foreach ( LineTable::of_order( (int) $order->get_id() ) as $line ) {
				$closed = LineTable::close( $line['id'], time(), true ) || $closed;
			}
		}
		return array(
			'items_removed'  => $closed,
			'items_retained' => $closed,
			'messages'       => $closed ? array( __( 'Links to codes were closed. What was bought at the pool, without a name, is kept for the books.', 'kameng' ) ) : array(),
			'done'           => count( $orders ) < ExportLines::PAGE,
		);
	}
}
