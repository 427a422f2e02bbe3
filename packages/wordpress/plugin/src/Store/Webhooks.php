<?php
/**
 * Our addresses for the pool's events, one for each mode, and the secrets they are signed with.
 *
 * @package Kameng
 */

namespace Kameng\Store;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Webhooks {
	const OPTION = 'kameng_webhooks';
	const EVENTS = array( 'order.paid', 'order.delivered', 'order.refunded', 'order.expired', 'order.disputed', 'product.updated', 'balance.low' );
	/** When the last signed event came. */
	const LAST   = 'kameng_webhook_at';
	const WAIT_S = 15;

	public static function address(): string {
		return rest_url( 'kameng/v1/webhook' );
	}

	/** @return array<string, array{id: string, url: string, secret: string}> By mode. */
	public static function known(): array {
		$known = get_option( self::OPTION, array() );
		return is_array( $known ) ? $known : array();
	}

	/**
	 * Registers this site at the pool of a mode, in place of what it had registered before.
	 *
	 * @return string '' or the code of a refusal.
	 */
	public static function join( string $mode ): string {
		$pool   = ShopSettings::pool( self::WAIT_S, $mode );
		$listed = $pool->get( '/v1/webhook_endpoints' );
		foreach ( $listed->ok() && is_array( $listed->body['data'] ?? null ) ? $listed->body['data'] : array() as $endpoint ) {
			if ( self::address() === ( $endpoint['url'] ?? '' ) ) {
				$pool->delete( '/v1/webhook_endpoints/' . rawurlencode( (string) $endpoint['id'] ) );
			}
		}
		$answer = $pool->post(
			'/v1/webhook_endpoints',
			array(
				'url'    => self::address(),
				'events' => self::EVENTS,
			)
		);
		$known  = self::known();
		unset( $known[ $mode ] );
		if ( $answer->ok() && is_string( $answer->body['secret'] ?? null ) ) {
			$known[ $mode ] = array(
				'id'     => (string) $answer->body['id'],
				'url'    => self::address(),
				'secret' => $answer->body['secret'],
			);
		}
		update_option( self::OPTION, $known, false );
		return $answer->ok() ? '' : $answer->code();
	}

	/** Takes this site off the pool's list; a pool that does not answer forgets it by itself when deliveries fail. */
	public static function leave( string $mode ): void {
		$known = self::known();
		if ( isset( $known[ $mode ] ) ) {
			ShopSettings::pool( self::WAIT_S, $mode )->delete( '/v1/webhook_endpoints/' . rawurlencode( $known[ $mode ]['id'] ) );
			unset( $known[ $mode ] );
			update_option( self::OPTION, $known, false );
		}
	}
}
