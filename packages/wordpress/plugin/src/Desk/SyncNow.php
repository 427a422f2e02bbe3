<?php
/**
 * The button "Compare now": the hourly look, at once.
 *
 * @package Kameng
 */

namespace Kameng\Desk;

use Kameng\Hook;
use Kameng\Line\Sweep;
use Kameng\Store\ShopSettings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class SyncNow implements Hook {
	const ACTION = 'kameng_sync_now';

	public function register(): void {
		add_action( 'admin_post_' . self::ACTION, array( $this, 'run' ) );
	}

	public static function button(): void {
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><input type="hidden" name="action" value="' . esc_attr( self::ACTION ) . '">';
		wp_nonce_field( self::ACTION );
		submit_button( __( 'Compare prices, stock and orders now', 'kameng' ), 'secondary', 'kameng_sync', false );
		echo '</form>';
	}

	public function run(): void {
		if ( ! current_user_can( ShopPage::CAPABILITY ) ) {
			wp_die( esc_html__( 'You may not do this.', 'kameng' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::ACTION );
		Sweep::run();
		wp_safe_redirect( ShopPage::url( 'status', ShopSettings::connected() ? 'synced' : 'key_missing' ) );
		exit;
	}
}
