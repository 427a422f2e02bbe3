<?php
/**
 * Keeps a product's picture in the media library: photographs as they are, drawings after everything but lines and colours is gone.
 *
 * @package Kameng
 */

namespace Kameng\Catalog;

use Kameng\Shop\CleanSvg;
use Kameng\Store\ShopSettings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class SavePicture {
	const SOURCE    = '_kameng_picture';
	const BYTES_MAX = 3000000;
	const WAIT_S    = 10;
	const TYPES     = array(
		'image/png'  => 'png',
		'image/jpeg' => 'jpg',
		'image/webp' => 'webp',
	);

	/** Id of the attachment; 0 when there is no picture to be had. A product without one is a product all the same. */
	public static function of( string $address, string $name ): int {
		$origin = ShopSettings::origin( ShopSettings::mode() );
		if ( strncmp( $address, '/', 1 ) === 0 ) {
			$address = $origin . $address;
		}
		// Pictures come from the pool or from https; nothing else is asked for.
		if ( '' === $address || ( strncmp( $address, 'https://', 8 ) !== 0 && strncmp( $address, $origin . '/', strlen( $origin ) + 1 ) !== 0 ) ) {
			return 0;
		}
		$known = get_posts(
			array(
				'post_type'   => 'attachment',
				'post_status' => 'inherit',
				'fields'      => 'ids',
				'numberposts' => 1,
				'meta_key'    => self::SOURCE, // phpcs:ignore WordPress.DB.SlowDBQuery -- one row, while importing.
				'meta_value'  => $address, // phpcs:ignore WordPress.DB.SlowDBQuery
			)
		);
		return $known ? (int) $known[0] : self::fetch( $address, $name );
	}

	private static function fetch( string $address, string $name ): int {
		$own    = strncmp( $address, ShopSettings::origin( ShopSettings::mode() ) . '/', strlen( ShopSettings::origin( ShopSettings::mode() ) ) + 1 ) === 0;
		$answer = wp_remote_get(
			$address,
			array(
				'timeout'             => self::WAIT_S,
				'redirection'         => 0,
				'limit_response_size' => self::BYTES_MAX,
				'reject_unsafe_urls'  => ! $own,
			)
		);
		if ( is_wp_error( $answer ) || 200 !== wp_remote_retrieve_response_code( $answer ) ) {
			return 0;
		}
		$body = wp_remote_retrieve_body( $answer );
		$size = function_exists( 'getimagesizefromstring' ) ? @getimagesizefromstring( $body ) : false; // phpcs:ignore WordPress.PHP.NoSilencedErrors -- says so when it is no picture.
		if ( is_array( $size ) && isset( self::TYPES[ $size['mime'] ] ) ) {
			return self::keep( $body, self::TYPES[ $size['mime'] ], $size['mime'], $name, $address, array( $size[0], $size[1] ) );
		}
		$drawing = CleanSvg::of( $body );
		return null === $drawing ? 0 : self::keep( $drawing, 'svg', 'image/svg+xml', $name, $address, array( 600, 600 ) );
	}

	/** @param array{0: int, 1: int} $size Width and height. */
	private static function keep( string $body, string $ending, string $type, string $name, string $address, array $size ): int {
		// WordPress does not take drawings from people, with good reason; this one was taken apart and put together by us.
		$allow = static fn( array $types ): array => $types + array( 'svg' => 'image/svg+xml' );
		add_filter( 'upload_mimes', $allow );
		$file = wp_upload_bits( 'kameng-' . md5( $address ) . '.' . $ending, null, $body );
		remove_filter( 'upload_mimes', $allow );
		if ( ! empty( $file['error'] ) ) {
			return 0;
		}
		$id = wp_insert_attachment(
			array(
				'post_mime_type' => $type,
				'post_title'     => sanitize_text_field( $name ),
				'post_status'    => 'inherit',
				'meta_input'     => array(
					self::SOURCE               => $address,
					'_wp_attachment_image_alt' => sanitize_text_field( $name ),
				),
			),
			$file['file']
		);
		if ( 'svg' === $ending ) {
			wp_update_attachment_metadata(
				$id,
				array(
					'width'  => $size[0],
					'height' => $size[1],
					'file'   => _wp_relative_upload_path( $file['file'] ),
					'sizes'  => array(),
				)
			);
			return (int) $id;
		}
		require_once ABSPATH . 'wp-admin/includes/image.php';
		wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $file['file'] ) );
		return (int) $id;
	}
}
