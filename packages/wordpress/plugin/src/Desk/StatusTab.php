<?php
/**
 * Is all well? Balance, what needs somebody, and the machinery behind it.
 *
 * @package Kameng
 */

namespace Kameng\Desk;

use Kameng\Line\LineTable;
use Kameng\Store\Words;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class StatusTab {
	public static function show(): void {
		$checks = CheckStatus::all();
		$wrong  = array_filter( $checks, static fn( $check ) => 'good' !== $check['result'] );
		$needs  = ShopPage::needs_owner();
		echo '<div class="kameng-cards">';
		self::card( __( 'Balance at the pool', 'kameng' ), CheckStatus::balance(), '' );
		self::card( __( 'Purchases that need you', 'kameng' ), (string) $needs, $needs > 0 ? ShopPage::url( 'purchases' ) : '' );
		self::card( __( 'Machinery', 'kameng' ), /* translators: %d: a number. */ $wrong ? sprintf( __( '%d to look at', 'kameng' ), count( $wrong ) ) : __( 'All well', 'kameng' ), '' );
		echo '</div><table class="widefat kameng-checks"><tbody>';
		foreach ( $checks as $check ) {
			printf( '<tr class="kameng-%1$s"><th scope="row">%2$s</th><td><span class="kameng-state%3$s">%4$s</span></td><td>%5$s</td></tr>', esc_attr( $check['result'] ), esc_html( $check['name'] ), 'good' === $check['result'] ? '' : ' kameng-amber', esc_html( 'good' === $check['result'] ? __( 'Good', 'kameng' ) : __( 'Look here', 'kameng' ) ), esc_html( $check['text'] ) );
		}
		echo '</tbody></table>';
		SyncNow::button();
		$counts = LineTable::counts();
		if ( $counts ) {
			echo '<h2>' . esc_html__( 'Purchases by state', 'kameng' ) . '</h2><ul class="kameng-counts">';
			foreach ( array_intersect_key( Words::states(), $counts ) as $state => $name ) {
				echo '<li>' . esc_html( $name ) . ' <strong>' . (int) $counts[ $state ] . '</strong></li>';
			}
			echo '</ul>';
		}
		echo '<p class="kameng-soft">' . esc_html__( 'Every step is logged in WooCommerce → Status → Logs, source “kameng”. Logs hold no keys and no codes.', 'kameng' ) . '</p>';
	}

	private static function card( string $name, string $value, string $url ): void {
		$value = esc_html( $value );
		echo '<div class="kameng-card"><span>' . esc_html( $name ) . '</span><strong>' . ( '' === $url ? $value : '<a href="' . esc_url( $url ) . '">' . $value . '</a>' ) . '</strong></div>'; // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above.
	}
}
