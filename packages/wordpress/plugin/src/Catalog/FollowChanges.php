<?php
/**
 * Follows the pool's change feed from where it stopped last time.
 *
 * @package Kameng
 */

namespace Kameng\Catalog;

use Kameng\Hook;
use Kameng\Line\Schedule;
use Kameng\Store\ShopSettings;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class FollowChanges implements Hook {
	const ACTION = 'kameng_follow_changes';
	const CURSOR = 'kameng_changes';
	const PAGE   = 100;
	/** Pages in one run; the next run goes on there. */
	const PAGES  = 20;
	const WAIT_S = 15;

	public function register(): void {
		add_action( self::ACTION, array( self::class, 'run' ) );
	}

	public static function run(): void {
		$pool  = ShopSettings::pool( self::WAIT_S );
		$known = get_option( self::CURSOR, array() );
		// A place in the feed of another pool means nothing here.
		$place = ShopSettings::origin( ShopSettings::mode() );
		$since = is_array( $known ) && ( $known['pool'] ?? '' ) === $place ? (string) $known['since'] : '';
		for ( $page = 0; $page < self::PAGES; $page += 1 ) {
			$answer = $pool->get(
				'/v1/catalog/changes',
				array(
					'since' => $since,
					'limit' => (string) self::PAGE,
				)
			);
			if ( ! $answer->ok() || ! is_string( $answer->body['next_cursor'] ?? null ) ) {
				Shop::log( 'warning', 'catalogue changes: ' . $answer->code() );
				return;
			}
			foreach ( $answer->body['data'] as $change ) {
				ApplyChange::to_all( $change );
			}
			$since = $answer->body['next_cursor'];
			update_option(
				self::CURSOR,
				array(
					'pool'  => $place,
					'since' => $since,
					'at'    => time(),
				),
				false
			);
			if ( empty( $answer->body['has_more'] ) ) {
				return;
			}
		}
		Schedule::once( self::ACTION, array(), time() + 10 );
	}
}
