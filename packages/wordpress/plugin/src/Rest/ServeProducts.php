<?php
/**
 * The pool's catalogue for the editor: GET /kameng/v1/products, for those who may write posts.
 *
 * @package Kameng
 */

namespace Kameng\Rest;

use Kameng\Hook;
use Kameng\Pool\SendRequest;
use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ServeProducts implements Hook {
	const SPACE = 'kameng/v1';
	const SHOWN = array( 'id', 'name', 'brand', 'kind', 'category', 'image_url', 'face_value', 'price', 'list_price', 'stock' );

	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'add' ) );
	}

	public function add(): void {
		register_rest_route(
			self::SPACE,
			'/products',
			array(
				array(
					'methods'             => 'GET',
					'callback'            => array( $this, 'answer' ),
					'permission_callback' => array( $this, 'allowed' ),
					'args'                => self::args(),
				),
				'schema' => array( self::class, 'schema' ),
			)
		);
	}

	/** @return true|\WP_Error */
	public function allowed() {
		if ( current_user_can( 'edit_posts' ) ) {
			return true;
		}
		return new \WP_Error( 'rest_forbidden', __( 'You may not search the catalogue.', 'kameng' ), array( 'status' => rest_authorization_required_code() ) );
	}

	/**
	 * @param \WP_REST_Request $request Checked against the schema.
	 * @return \WP_REST_Response|\WP_Error
	 */
	public function answer( \WP_REST_Request $request ) {
		if ( ! Settings::ready() ) {
			return new \WP_Error( 'kameng_not_set', __( 'The pool is not set yet. Open Settings → Kameng.', 'kameng' ), array( 'status' => 409 ) );
		}
		$id    = (string) $request['id'];
		$query = array( 'lang' => Settings::language() );
		if ( '' === $id ) {
			$query += array(
				'q'        => (string) $request['search'],
				'category' => (string) $request['category'],
				'limit'    => (string) $request['per_page'],
			);
		}
		$answer = SendRequest::public_pool( 8 )->get( '' === $id ? '/v1/products' : '/v1/products/' . $id, $query );
		if ( ! $answer->ok() ) {
			/* translators: %s: a code such as "unreachable" or "key_invalid". */
			return new \WP_Error( 'kameng_' . $answer->code(), sprintf( __( 'The pool refused: %s.', 'kameng' ), $answer->code() ), array( 'status' => 404 === $answer->status ? 404 : 502 ) );
		}
		$found = '' === $id ? ( is_array( $answer->body['data'] ?? null ) ? $answer->body['data'] : array() ) : array( $answer->body );
		return rest_ensure_response( array_map( array( self::class, 'shown' ), $found ) );
	}

	/**
	 * @param mixed $product As the pool has it.
	 * @return array<string, mixed>
	 */
	public static function shown( $product ): array {
		return array_intersect_key( is_array( $product ) ? $product : array(), array_flip( self::SHOWN ) );
	}

	/** @return array<string, mixed> */
	private static function args(): array {
		return array(
			'id'       => array(
				'description' => __( 'Only this product.', 'kameng' ),
				'type'        => 'string',
				'pattern'     => '^(prd_[0-9a-z]{26})?$',
				'default'     => '',
			),
			'search'   => array(
				'description' => __( 'Words in name and brand.', 'kameng' ),
				'type'        => 'string',
				'maxLength'   => 100,
				'default'     => '',
			),
			'category' => array(
				'description' => __( 'Only this category.', 'kameng' ),
				'type'        => 'string',
				'maxLength'   => 64,
				'default'     => '',
			),
			'per_page' => array(
				'description' => __( 'How many.', 'kameng' ),
				'type'        => 'integer',
				'minimum'     => 1,
				'maximum'     => 50,
				'default'     => 12,
			),
		);
	}

	/** @return array<string, mixed> */
	public static function schema(): array {
		$money = array(
			'type'       => 'object',
			'properties' => array(
				'amount_minor' => array( 'type' => 'integer' ),
				'currency'     => array( 'type' => 'string' ),
			),
		);
		$text  = array( 'type' => 'string' );
		return array(
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'kameng-product',
			'type'       => 'object',
			'properties' => array_merge(
				array_fill_keys( self::SHOWN, $text ),
				array(
					'price'      => $money,
					'list_price' => $money,
				)
			),
		);
	}
}
