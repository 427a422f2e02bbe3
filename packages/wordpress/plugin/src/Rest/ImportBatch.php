<?php
/**
 * The import, a few products a request: GET /kameng/v1/imports finds, POST makes. The page shows how far it is.
 *
 * @package Kameng
 */

namespace Kameng\Rest;

use Kameng\Catalog\ImportProduct;
use Kameng\Hook;
use Kameng\Store\SearchPool;
use Kameng\Store\ShopSettings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ImportBatch implements Hook {
	/** One product may need three requests to the pool; a web server waits half a minute. */
	const BATCH_MAX = 5;

	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'add' ) );
	}

	public function add(): void {
		$text = array(
			'type'      => 'string',
			'maxLength' => 400,
			'default'   => '',
		);
		register_rest_route(
			ServeProducts::SPACE,
			'/imports',
			array(
				array(
					'methods'             => 'GET',
					'callback'            => array( $this, 'find' ),
					'permission_callback' => array( $this, 'allowed' ),
					'args'                => array(
						'q'      => $text,
						'kind'   => $text,
						'cursor' => $text,
					),
				),
				array(
					'methods'             => 'POST',
					'callback'            => array( $this, 'make' ),
					'permission_callback' => array( $this, 'allowed' ),
					'args'                => array(
						'products' => array(
							'type'     => 'array',
							'required' => true,
							'minItems' => 1,
							'maxItems' => self::BATCH_MAX,
							'items'    => array(
								'type'    => 'string',
								'pattern' => '^prd_[0-9a-z]{26}$',
							),
						),
						'grouped'  => array(
							'type'    => 'boolean',
							'default' => false,
						),
						'status'   => array(
							'type'    => 'string',
							'enum'    => array( 'publish', 'draft' ),
							'default' => 'draft',
						),
					),
				),
				'schema' => array( self::class, 'schema' ),
			)
		);
	}

	/** @return true|\WP_Error */
	public function allowed() {
		if ( current_user_can( 'manage_woocommerce' ) ) {
			return true;
		}
		return new \WP_Error( 'rest_forbidden', __( 'You may not do this.', 'kameng' ), array( 'status' => rest_authorization_required_code() ) );
	}

	/** @return \WP_REST_Response|\WP_Error */
	public function find( \WP_REST_Request $request ) {
		$page = SearchPool::page( array_map( 'strval', $request->get_query_params() ), 100 );
		if ( '' !== $page['code'] ) {
			/* translators: %s: a code such as "unreachable". */
			return new \WP_Error( 'kameng_' . $page['code'], sprintf( __( 'The pool refused: %s.', 'kameng' ), $page['code'] ), array( 'status' => 502 ) );
		}
		return rest_ensure_response( $page );
	}

	/** @return \WP_REST_Response|\WP_Error */
	public function make( \WP_REST_Request $request ) {
		if ( ! ShopSettings::connected() ) {
			return new \WP_Error( 'kameng_not_set', __( 'Connect the shop to the pool first.', 'kameng' ), array( 'status' => 409 ) );
		}
		$results = array();
		foreach ( $request['products'] as $product ) {
			$results[] = ImportProduct::run( $product, (bool) $request['grouped'], $request['status'] );
		}
		return rest_ensure_response( array( 'data' => $results ) );
	}

	/** @return array<string, mixed> */
	public static function schema(): array {
		return array(
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'kameng-import',
			'type'       => 'object',
			'properties' => array(
				'data'        => array(
					'type'  => 'array',
					'items' => array( 'type' => 'object' ),
				),
				'next_cursor' => array( 'type' => 'string' ),
			),
		);
	}
}
