<?php
/**
 * The form of the shop's settings. Keys are never shown again.
 *
 * @package Kameng
 */

namespace Kameng\Desk;

use Kameng\Line\KeptCodes;
use Kameng\Settings\Settings;
use Kameng\Store\ShopSettings;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class SettingsTab {
	public static function show(): void {
		$values = ShopSettings::all();
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '" class="kameng-form"><input type="hidden" name="action" value="' . esc_attr( SaveShop::ACTION ) . '">';
		wp_nonce_field( SaveShop::ACTION );
		echo '<h2>' . esc_html__( 'Connection', 'kameng' ) . '</h2><table class="form-table" role="presentation"><tbody>';
		self::text( 'pool', __( 'Pool address', 'kameng' ), Settings::get( 'pool' ), 'https://pool.example', '' );
		self::key( 'live', __( 'Secret key', 'kameng' ), 'sk_live_…' );
		self::choice(
			'mode',
			__( 'Sell', 'kameng' ),
			$values['mode'],
			array(
				'live'    => __( 'For real', 'kameng' ),
				'sandbox' => __( 'In the sandbox', 'kameng' ),
			)
		);
		self::text( 'sandbox_pool', __( 'Sandbox address', 'kameng' ), $values['sandbox_pool'], 'https://sandbox.pool.example', __( 'Empty: the pool address above.', 'kameng' ) );
		self::key( 'sandbox', __( 'Sandbox key', 'kameng' ), 'sk_test_…' );
		echo '</tbody></table><h2>' . esc_html__( 'Prices', 'kameng' ) . '</h2><p>' . esc_html__( 'Your price is the pool’s price plus both margins, rounded up. It never falls below what you pay and never rises above the list price.', 'kameng' ) . '</p><table class="form-table" role="presentation"><tbody>';
		self::text( 'margin', __( 'Margin, %', 'kameng' ), $values['margin'], '10', '' );
		/* translators: %s: a currency's code. */
		self::text( 'fixed', sprintf( __( 'Margin, %s', 'kameng' ), Shop::currency() ), $values['fixed'], '0', '' );
		self::choice(
			'rounding',
			__( 'Round up to', 'kameng' ),
			$values['rounding'],
			array(
				'none'  => __( 'nothing', 'kameng' ),
				'whole' => __( 'whole amounts', 'kameng' ),
				'90'    => '….90',
				'99'    => '….99',
			)
		);
		/* translators: %s: a currency's code. */
		self::text( 'rate', __( 'Exchange rate', 'kameng' ), $values['rate'], '1', sprintf( __( 'How many %s one unit of the pool’s currency costs you. Not used when both are the same.', 'kameng' ), Shop::currency() ) );
		echo '</tbody></table><h2>' . esc_html__( 'Orders', 'kameng' ) . '</h2><table class="form-table" role="presentation"><tbody>';
		self::box( 'complete', __( 'When all is delivered', 'kameng' ), $values['complete'], __( 'Mark orders that hold nothing but codes as completed.', 'kameng' ) );
		self::box( 'refund_seen', __( 'Refunds', 'kameng' ), $values['refund_seen'], __( 'Allow refunds of codes that were seen. The loss is yours; the pool does not take such codes back.', 'kameng' ) );
		self::box( 'keep', __( 'Codes', 'kameng' ), $values['keep'], __( 'Keep an encrypted copy of codes that were seen, so that buyers see them again while the pool does not answer. Switching it off deletes the copies.', 'kameng' ) );
		if ( ! KeptCodes::possible() ) {
			echo '<tr><td></td><td><p class="description">' . esc_html__( 'Not possible here: it needs PHP’s OpenSSL, and random texts for AUTH_KEY and SECURE_AUTH_SALT in wp-config.php.', 'kameng' ) . '</p></td></tr>';
		}
		self::text( 'notify', __( 'Tell', 'kameng' ), $values['notify'], (string) get_option( 'admin_email' ), __( 'E-mail address that hears when an order needs somebody.', 'kameng' ) );
		echo '</tbody></table>';
		submit_button( __( 'Save and connect', 'kameng' ) );
		echo '</form>';
	}

	private static function text( string $name, string $label, string $value, string $placeholder, string $help ): void {
		printf(
			'<tr><th scope="row"><label for="kameng-%1$s">%2$s</label></th><td><input name="kameng[%1$s]" id="kameng-%1$s" type="text" class="regular-text" value="%3$s" placeholder="%4$s" autocomplete="off" spellcheck="false">%5$s</td></tr>',
			esc_attr( $name ),
			esc_html( $label ),
			esc_attr( $value ),
			esc_attr( $placeholder ),
			'' === $help ? '' : '<p class="description">' . esc_html( $help ) . '</p>'
		);
	}

	private static function key( string $mode, string $label, string $placeholder ): void {
		echo '<tr><th scope="row"><label for="kameng-' . esc_attr( $mode ) . '_key">' . esc_html( $label ) . '</label></th><td>';
		if ( ShopSettings::key_is_constant( $mode ) ) {
			/* translators: %s: name of a PHP constant. */
			echo '<p>' . esc_html( sprintf( __( 'Set in wp-config.php as %s.', 'kameng' ), ShopSettings::CONSTANTS[ $mode ] ) ) . '</p></td></tr>';
			return;
		}
		$stored = '' !== ShopSettings::key( $mode );
		printf( '<input name="kameng[%1$s_key]" id="kameng-%1$s_key" type="password" class="regular-text" value="" placeholder="%2$s" autocomplete="new-password" spellcheck="false">', esc_attr( $mode ), esc_attr( $stored ? __( 'A key is stored', 'kameng' ) : $placeholder ) );
		if ( $stored ) {
			printf( '<p><label><input type="checkbox" name="kameng[%1$s_key_forget]" value="1"> %2$s</label></p>', esc_attr( $mode ), esc_html__( 'Forget the stored key', 'kameng' ) );
		}
		/* translators: %s: name of a PHP constant. */
		echo '<p class="description">' . esc_html( sprintf( __( 'It spends your balance, so it is never shown again. Safer still in wp-config.php: define( \'%s\', … );', 'kameng' ), ShopSettings::CONSTANTS[ $mode ] ) ) . '</p></td></tr>';
	}

	/** @param array<string, string> $choices Value => text. */
	private static function choice( string $name, string $label, string $value, array $choices ): void {
		printf( '<tr><th scope="row"><label for="kameng-%1$s">%2$s</label></th><td><select name="kameng[%1$s]" id="kameng-%1$s">', esc_attr( $name ), esc_html( $label ) );
		foreach ( $choices as $choice => $text ) {
			printf( '<option value="%1$s"%2$s>%3$s</option>', esc_attr( $choice ), selected( $value, (string) $choice, false ), esc_html( $text ) );
		}
		echo '</select></td></tr>';
	}

	private static function box( string $name, string $label, string $value, string $text ): void {
		printf( '<tr><th scope="row">%2$s</th><td><label><input name="kameng[%1$s]" id="kameng-%1$s" type="checkbox" value="1"%3$s> %4$s</label></td></tr>', esc_attr( $name ), esc_html( $label ), checked( $value, '1', false ), esc_html( $text ) );
	}
}
