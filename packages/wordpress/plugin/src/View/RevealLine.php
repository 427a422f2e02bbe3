<?php
/**
 * Asks the pool for the codes of one line. From then on they count as seen, here and there.
 *
 * @package Kameng
 */

namespace Kameng\View;

use Kameng\Line\KeptCodes;
use Kameng\Line\LineTable;
use Kameng\Settings\Settings;
use Kameng\Store\ShopSettings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class RevealLine {
	const WAIT_S = 10;
	/** Pages of 500 codes each. */
	const PAGES = 20;

	/**
	 * @param array<string, mixed> $line Of LineTable.
	 * @return array<int, array{fields: array<string, string>, redeem: string, url: string}>|null Null when they cannot be had now.
	 */
	public static function of( array $line ): ?array {
		$now = time();
		if ( ! LineTable::mark_revealed( $line['id'], $now ) ) {
			return null;
		}
		$pool   = ShopSettings::pool( self::WAIT_S, $line['mode'] );
		$codes  = array();
		$cursor = '';
		for ( $page = 0; $page < self::PAGES; $page += 1 ) {
			$answer = $pool->post( '/v1/orders/' . $line['pool_order'] . '/reveal?lang=' . rawurlencode( Settings::language() ), '' === $cursor ? array() : array( 'cursor' => $cursor ) );
			if ( ! $answer->ok() || ! is_array( $answer->body['codes'] ?? null ) ) {
				if ( $answer->status >= 400 && $answer->status < 500 && 0 === $line['revealed_at'] ) {
					// A refusal is certain: nothing has left the pool. No answer is not.
					LineTable::unmark_revealed( $line['id'], $now );
				}
				// A copy helps while the pool is away; what the pool refuses stays refused.
				return $answer->worth_repeating() ? KeptCodes::of( $line ) : null;
			}
			foreach ( $answer->body['codes'] as $code ) {
				$codes[] = array(
					'fields' => array_filter( is_array( $code['fields'] ?? null ) ? $code['fields'] : array(), 'is_string' ),
					'redeem' => (string) ( $code['redeem']['text'] ?? '' ),
					'url'    => (string) ( $code['redeem']['url'] ?? '' ),
				);
			}
			$cursor = (string) ( $answer->body['next_cursor'] ?? '' );
			if ( '' === $cursor ) {
				break;
			}
		}
		KeptCodes::keep( $line, $codes );
		return $codes;
	}
}
