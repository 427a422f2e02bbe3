<?php
/**
 * The button "Save and connect".
 *
 * @package Kameng
 */

namespace Kameng\Desk;

use Kameng\Catalog\Reprice;
use Kameng\Hook;
use Kameng\Line\KeptCodes;
use Kameng\Line\Schedule;
use Kameng\Settings\CleanSettings;
use Kameng\Settings\Settings;
use Kameng\Shop\CleanShop;
use Kameng\Store\ShopSettings;
use Kameng\Store\Webhooks;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class SaveShop implements Hook {
	const ACTION = 'kameng_save_shop';
	const WAIT_S = 15;

	public function register(): void {
		add_action( 'admin_post_' . self::ACTION, array( $this, 'run' ) );
	}

	public function run(): void {
		if ( ! current_user_can( ShopPage::CAPABILITY ) ) {
			wp_die( esc_html__( 'You may not do this.', 'kameng' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::ACTION );
		$given  = isset( $_POST['kameng'] ) && is_array( $_POST['kameng'] ) ? array_map( 'sanitize_text_field', wp_unslash( $_POST['kameng'] ) ) : array();
		$before = ShopSettings::all();
		$clean  = CleanShop::of( $given, $before );
		$wrong  = array() !== $clean['wrong'] || ! self::save_pool( (string) ( $given['pool'] ?? '' ) );
		// Without a key that is not in the database a copy would be no secret.
		if ( '1' === $clean['values']['keep'] && ! KeptCodes::possible() ) {
			$clean['values']['keep'] = '';
			$wrong                   = true;
		}
		ShopSettings::save( $clean['values'] );
		if ( '' === $clean['values']['keep'] ) {
			KeptCodes::forget_all();
		}
		if ( array_diff_assoc( array_intersect_key( $clean['values'], array_flip( array( 'margin', 'fixed', 'rounding', 'rate' ) ) ), $before ) ) {
			Schedule::once( Reprice::ACTION, array( 0 ), time() );
		}
		wp_safe_redirect( ShopPage::url( 'settings', $wrong ? 'wrong' : self::connect() ) );
		exit;
	}

	/** The address is shared with the buttons and blocks; who may not manage options may not change it. */
	private static function save_pool( string $text ): bool {
		$pool = '' === $text ? '' : CleanSettings::origin( $text );
		if ( null === $pool ) {
			return false;
		}
		if ( Settings::get( 'pool' ) !== $pool && current_user_can( 'manage_options' ) ) {
			update_option( Settings::OPTION, array_merge( Settings::all(), array( 'pool' => $pool ) ) );
		}
		return true;
	}

	/** In a word what came of it. */
	private static function connect(): string {
		$mode = ShopSettings::mode();
		if ( ! ShopSettings::connected() ) {
			return 'saved';
		}
		$answer = ShopSettings::pool( self::WAIT_S )->get( '/v1/balance' );
		if ( ! $answer->ok() ) {
			return sanitize_key( $answer->code() );
		}
		if ( ! is_array( $answer->body['data'] ?? null ) ) {
			return 'not_a_pool';
		}
		delete_transient( 'kameng_sweep_planned' );
		return '' === Webhooks::join( $mode ) ? 'connected' : 'no_webhook';
	}
}
