<?php
/**
 * The pool's signed events: POST /kameng/v1/webhook. An event says what changed; what it is now is read from the pool.
 *
 * @package Kameng
 */

namespace Kameng\Rest;

use Kameng\Catalog\ApplyChange;
use Kameng\Catalog\FindProducts;
use Kameng\Hook;
use Kameng\Line\LineTable;
use Kameng\Line\RunLine;
use Kameng\Line\TellOrder;
use Kameng\Shop\WebhookSignature;
use Kameng\Store\ShopSettings;
use Kameng\Store\Webhooks;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ReceiveWebhook implements Hook {
	const BALANCE_LOW = 'kameng_balance_low';
	/** Seconds to read the product; the pool waits ten for our answer. */
	const WAIT_S   = 6;
	const BODY_MAX = 65536;

	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'add' ) );
	}

	public function add(): void {
		register_rest_route(
			ServeProducts::SPACE,
			'/webhook',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'answer' ),
				'permission_callback' => array( $this, 'signed' ),
				'args'                => array(
					'type' => array(
						'description' => __( 'What happened.', 'kameng' ),
						'type'        => 'string',
						'required'    => true,
						'maxLength'   => 64,
					),
					'data' => array(
						'description' => __( 'To which object.', 'kameng' ),
						'type'        => 'object',
						'required'    => true,
					),
				),
			)
		);
	}

	/** @return true|\WP_Error */
	public function signed( \WP_REST_Request $request ) {
		$body = $request->get_body();
		foreach ( strlen( $body ) > self::BODY_MAX ? array() : Webhooks::known() as $endpoint ) {
			if ( WebhookSignature::holds( $endpoint['secret'], (string) $request->get_header( 'webhook-id' ), (string) $request->get_header( 'webhook-timestamp' ), (string) $request->get_header( 'webhook-signature' ), $body, time() ) ) {
				return true;
			}
		}
		return new \WP_Error( 'kameng_not_signed', __( 'This event is not signed by the pool.', 'kameng' ), array( 'status' => 401 ) );
	}

	/** @return \WP_REST_Response|\WP_Error */
	public function answer( \WP_REST_Request $request ) {
		update_option( Webhooks::LAST, time(), false );
		$type = (string) $request['type'];
		$data = (array) $request['data'];
		$done = true;
		if ( strncmp( $type, 'order.', 6 ) === 0 ) {
			$done = self::order( (string) ( $data['client_reference'] ?? '' ), 'order.disputed' === $type );
		} elseif ( 'product.updated' === $type ) {
			$done = self::product( (string) ( $data['object'] ?? '' ), (int) ( $data['sequence'] ?? 0 ) );
		} elseif ( 'balance.low' === $type ) {
			set_transient( self::BALANCE_LOW, '1', DAY_IN_SECONDS );
		}
		// Not done: the pool sends it again, and the hourly look would notice too.
		return $done ? new \WP_REST_Response( null, 204 ) : new \WP_Error( 'kameng_later', __( 'Send it again later.', 'kameng' ), array( 'status' => 503 ) );
	}

	/** Of orders that are not this shop's nothing is known, and nothing is done. */
	private static function order( string $reference, bool $disputed ): bool {
		$line = LineTable::of_reference( $reference );
		if ( null === $line ) {
			return true;
		}
		if ( $disputed ) {
			/* translators: %s: name of the product. */
			Shop::note( $line['order_id'], sprintf( __( '%s: a dispute about its codes is open at the pool. Do not refund before it is decided.', 'kameng' ), $line['name'] ) );
		}
		$state = RunLine::run( $line['id'], true );
		TellOrder::finish( $line['order_id'] );
		return '' !== $state;
	}

	private static function product( string $id, int $sequence ): bool {
		if ( preg_match( '/^prd_[0-9a-z]{26}$/', $id ) !== 1 || ! FindProducts::of_pool( $id, 1 ) ) {
			return true;
		}
		$answer = ShopSettings::pool( self::WAIT_S )->get( '/v1/products/' . $id );
		if ( 404 === $answer->status ) {
			ApplyChange::to_all(
				array(
					'product_id' => $id,
					'sequence'   => $sequence,
					'status'     => 'withdrawn',
				)
			);
			return true;
		}
		if ( ! $answer->ok() ) {
			return false;
		}
		ApplyChange::to_all(
			array_merge(
				$answer->body,
				array(
					'product_id' => $id,
					'sequence'   => $sequence,
					'status'     => 'active',
				)
			)
		);
		return true;
	}
}
