<?php
/**
 * Which products of the shop are the pool's. Products are posts, so WordPress itself finds them.
 *
 * @package Kameng
 */

namespace Kameng\Catalog;

use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class FindProducts {
	/** @return array<int, int> Ids of products and variations that are this one of the pool. */
	public static function of_pool( string $pool_id, int $most = 20 ): array {
		return self::product_ids(
			array(
				'key'   => Shop::PRODUCT,
				'value' => $pool_id,
			),
			$most,
			0
		);
	}

	/** @return array<int, int> All products of the pool, page by page. */
	public static function all( int $most, int $from ): array {
		return self::product_ids(
			array(
				'key'     => Shop::PRODUCT,
				'compare' => 'EXISTS',
			),
			$most,
			$from
		);
	}

	/** The variable product of a group; 0 when there is none yet. */
	public static function parent_of( string $group ): int {
		return self::product_ids(
			array(
				'key'   => Shop::GROUP,
				'value' => $group,
			),
			1,
			0
		)[0] ?? 0;
	}

	/**
	 * @param array<string, string> $meta One condition.
	 * @return array<int, int>
	 */
	private static function product_ids( array $meta, int $most, int $from ): array {
		return array_map(
			'intval',
			get_posts(
				array(
					'post_type'        => array( 'product', 'product_variation' ),
					'post_status'      => array( 'publish', 'private', 'draft', 'pending', 'future' ),
					'fields'           => 'ids',
					'numberposts'      => $most,
					'offset'           => $from,
					'orderby'          => 'ID',
					'order'            => 'ASC',
					'suppress_filters' => false,
					'meta_query'       => array( $meta ), // phpcs:ignore WordPress.DB.SlowDBQuery -- few rows, in the background.
				)
			)
		);
	}
}
