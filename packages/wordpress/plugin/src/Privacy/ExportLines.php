<?php
/**
 * What this plugin knows about a buyer's orders, for WordPress' export of personal data.
 *
 * @package Kameng
 */

namespace Kameng\Privacy;

use Kameng\Hook;
use Kameng\Line\LineTable;
use Kameng\Store\Words;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ExportLines implements Hook {
	const PAGE = 50;

	public function register(): void {
		add_filter( 'wp_privacy_personal_data_exporters', array( $this, 'add' ) );
	}

	/**
	 * @param mixed $exporters So far.
	 * @return mixed
	 */
	public function add( $exporters ) {
		if ( is_array( $exporters ) ) {
			$exporters['kameng'] = array(
				'exporter_friendly_name' => __( 'Codes from the pool', 'kameng' ),
				'callback'               => array( $this, 'export' ),
			);
		}
		return $exporters;
	}

	/** @return array{data: array<int, array<string, mixed>>, done: bool} */
	public function export( string $email, int $page = 1 ): array {
		$orders = Shop::orders_of( $email, self::PAGE, $page );
		$states = Words::states();
		$data   = array();
		foreach ( $orders as $order ) {
			foreach ( LineTable::of_order( (int) $order->get_id() ) as $line ) {
				$data[] = array(
					'group_id'    => 'kameng',
					'group_label' => __( 'Codes from the pool', 'kameng' ),
					'item_id'     => 'kameng-' . $line['id'],
					'data'        => array(
						self::row( __( 'Order', 'kameng' ), (string) $order->get_order_number() ),
						self::row( __( 'Product', 'kameng' ), $line['name'] . ' × ' . $line['quantity'] ),
						self::row( __( 'State', 'kameng' ), $states[ $line['state'] ] ?? $line['state'] ),
						self::row( __( 'Order at the pool', 'kameng' ), $line['pool_order'] ),
						self::row( __( 'Codes seen at', 'kameng' ), $line['revealed_at'] > 0 ? gmdate( 'c', $line['revealed_at'] ) : '' ),
					),
				);
			}
		}
		return array(
			'data' => $data,
			'done' => count( $orders ) < self::PAGE,
		);
	}

	/** @return array{name: string, value: string} */
	private static function row( string $name, string $value ): array {
		return array(
			'name'  => $name,
			'value' => $value,
		);
	}
}
