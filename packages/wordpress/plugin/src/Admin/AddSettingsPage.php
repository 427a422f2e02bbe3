<?php
/**
 * Settings → Kameng.
 *
 * @package Kameng
 */

namespace Kameng\Admin;

use Kameng\Hook;
use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class AddSettingsPage implements Hook {
	const SLUG = 'kameng';

	public function register(): void {
		add_action( 'admin_menu', array( $this, 'add' ) );
	}

	public function add(): void {
		add_options_page( __( 'Kameng', 'kameng' ), __( 'Kameng', 'kameng' ), 'manage_options', self::SLUG, array( $this, 'show' ) );
	}

	public static function url(): string {
		return admin_url( 'options-general.php?page=' . self::SLUG );
	}

	public function show(): void {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		$settings = Settings::all();
		echo '<div class="wrap"><h1>' . esc_html__( 'Kameng', 'kameng' ) . '</h1>';
		echo '<p>' . esc_html__( 'Sell digital codes from a pool with blocks, with [kameng product="prd_…"], or with a pasted button. Buying, paying and the code itself happen at the pool; this site never sees them.', 'kameng' ) . '</p>';
		TestConnection::show_result();
		echo '<form method="post" action="options.php">';
		settings_fields( Settings::GROUP );
		echo '<table class="form-table" role="presentation"><tbody>';
		self::text( 'pool', __( 'Pool address', 'kameng' ), $settings['pool'], 'url', 'https://pool.example', __( 'The address of the pool you sell from.', 'kameng' ) );
		self::text( 'site', __( 'Publishable key', 'kameng' ), $settings['site'], 'text', 'pk_live_…', __( 'From the pool’s console. It may be seen by anybody; list this site’s address as an origin of the key.', 'kameng' ) );
		self::text( 'ref', __( 'Referral ID', 'kameng' ), $settings['ref'], 'text', 'AB12CD', __( 'Your agent’s ID. Every button and link to the pool carries it; leave it empty without one.', 'kameng' ) );
		self::choice( 'theme', __( 'Theme', 'kameng' ), $settings['theme'], self::themes() );
		self::choice( 'lang', __( 'Language', 'kameng' ), $settings['lang'], self::languages() );
		self::box( 'everywhere', __( 'Script', 'kameng' ), $settings['everywhere'], __( 'Load on every page, so that plain links and pasted elements work too. Otherwise only where a block or shortcode is.', 'kameng' ) );
		self::box( 'delete', __( 'Deleting the plugin', 'kameng' ), $settings['delete'], __( 'Also delete the settings when the plugin is deleted.', 'kameng' ) );
		echo '</tbody></table>';
		submit_button();
		echo '</form>';
		TestConnection::show_form();
		echo '</div>';
	}

	private static function text( string $name, string $label, string $value, string $type, string $placeholder, string $help ): void {
		printf(
			'<tr><th scope="row"><label for="kameng-%1$s">%2$s</label></th><td><input name="%3$s[%1$s]" id="kameng-%1$s" type="%4$s" class="regular-text code" value="%5$s" placeholder="%6$s" autocomplete="off" spellcheck="false" aria-describedby="kameng-%1$s-help"><p class="description" id="kameng-%1$s-help">%7$s</p></td></tr>',
			esc_attr( $name ),
			esc_html( $label ),
			esc_attr( Settings::OPTION ),
			esc_attr( $type ),
			esc_attr( $value ),
			esc_attr( $placeholder ),
			esc_html( $help )
		);
	}

	/** @param array<string, string> $choices Value => text. */
	private static function choice( string $name, string $label, string $value, array $choices ): void {
		printf( '<tr><th scope="row"><label for="kameng-%1$s">%2$s</label></th><td><select name="%3$s[%1$s]" id="kameng-%1$s">', esc_attr( $name ), esc_html( $label ), esc_attr( Settings::OPTION ) );
		foreach ( $choices as $choice => $text ) {
			printf( '<option value="%1$s"%2$s>%3$s</option>', esc_attr( $choice ), selected( $value, $choice, false ), esc_html( $text ) );
		}
		echo '</select></td></tr>';
	}

	private static function box( string $name, string $label, string $value, string $text ): void {
		printf(
			'<tr><th scope="row">%2$s</th><td><label><input name="%3$s[%1$s]" id="kameng-%1$s" type="checkbox" value="1"%4$s> %5$s</label></td></tr>',
			esc_attr( $name ),
			esc_html( $label ),
			esc_attr( Settings::OPTION ),
			checked( $value, '1', false ),
			esc_html( $text )
		);
	}

	/** @return array<string, string> */
	private static function themes(): array {
		return array(
			''      => __( 'As the reader’s system', 'kameng' ),
			'light' => __( 'Light', 'kameng' ),
			'dark'  => __( 'Dark', 'kameng' ),
		);
	}

	/** @return array<string, string> */
	private static function languages(): array {
		return array(
			''      => __( 'As the page', 'kameng' ),
			'zh-CN' => '简体中文',
			'zh-TW' => '繁體中文',
			'en'    => 'English',
			'ja'    => '日本語',
			'ar'    => 'العربية',
		);
	}
}
