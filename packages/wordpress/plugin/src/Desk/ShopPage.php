<?php
/**
 * WooCommerce → Kameng: four pages, each one question.
 *
 * @package Kameng
 */

namespace Kameng\Desk;

use Kameng\Hook;
use Kameng\Line\LineTable;
use Kameng\Plugin;
use Kameng\Shop\LineState;
use Kameng\Store\ShopSettings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ShopPage implements Hook {
	const SLUG       = 'kameng-shop';
	const CAPABILITY = 'manage_woocommerce';

	public function register(): void {
		add_action( 'admin_menu', array( $this, 'add' ), 70 );
	}

	public function add(): void {
		$waiting = self::needs_owner();
		$bubble  = $waiting > 0 ? ' <span class="awaiting-mod">' . (int) $waiting . '</span>' : '';
		$page    = add_submenu_page( 'woocommerce', __( 'Kameng', 'kameng' ), __( 'Kameng', 'kameng' ) . $bubble, self::CAPABILITY, self::SLUG, array( $this, 'show' ) );
		add_action( 'load-' . $page, array( $this, 'load' ) );
	}

	public function load(): void {
		wp_enqueue_style( 'kameng-desk', Plugin::url( 'assets/desk.css' ), array(), Plugin::VERSION );
		if ( 'import' === self::tab() ) {
			ImportTab::enqueue();
		}
	}

	/** How many lines only the owner can take further. */
	public static function needs_owner(): int {
		return (int) array_sum( array_intersect_key( LineTable::counts(), array_flip( LineState::NEEDS_OWNER ) ) );
	}

	public static function url( string $tab, string $done = '' ): string {
		return add_query_arg( array_filter( array( 'page' => self::SLUG, 'tab' => $tab, 'kameng_done' => $done ), 'strlen' ), admin_url( 'admin.php' ) );
	}

	private static function tab(): string {
		$tab = isset( $_GET['tab'] ) && is_string( $_GET['tab'] ) ? sanitize_key( wp_unslash( $_GET['tab'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- which page to show.
		if ( array_key_exists( $tab, self::tabs() ) ) {
			return $tab;
		}
		return ShopSettings::connected() ? 'status' : 'settings';
	}

	/** @return array<string, string> */
	private static function tabs(): array {
		return array(
			'status'    => __( 'Overview', 'kameng' ),
			'import'    => __( 'Import', 'kameng' ),
			'purchases' => __( 'Purchases', 'kameng' ),
			'settings'  => __( 'Settings', 'kameng' ),
		);
	}

	public function show(): void {
		if ( ! current_user_can( self::CAPABILITY ) ) {
			return;
		}
		$current = self::tab();
		echo '<div class="wrap kameng-desk"><h1>' . esc_html__( 'Kameng', 'kameng' ) . '</h1>';
		if ( 'sandbox' === ShopSettings::mode() ) {
			echo '<p class="kameng-sandbox">' . esc_html__( 'Sandbox: orders are bought with play money, and their codes open nothing. Switch it off in the settings before you sell.', 'kameng' ) . '</p>';
		}
		echo '<nav class="nav-tab-wrapper">';
		foreach ( self::tabs() as $tab => $name ) {
			$waiting = 'purchases' === $tab ? self::needs_owner() : 0;
			printf( '<a class="nav-tab%1$s" href="%2$s"%3$s>%4$s%5$s</a>', $tab === $current ? ' nav-tab-active' : '', esc_url( self::url( $tab ) ), $tab === $current ? ' aria-current="page"' : '', esc_html( $name ), $waiting > 0 ? ' <span class="kameng-count">' . (int) $waiting . '</span>' : '' );
		}
		echo '</nav>';
		Notice::show();
		switch ( $current ) {
			case 'import':
				ImportTab::show();
				break;
			case 'purchases':
				PurchasesTab::show();
				break;
			case 'settings':
				SettingsTab::show();
				break;
			default:
				StatusTab::show();
		}
		echo '</div>';
	}
}
