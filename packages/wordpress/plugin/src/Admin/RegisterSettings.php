<?php
/**
 * The settings as WordPress' Settings API knows them: where they are stored and who cleans them.
 *
 * @package Kameng
 */

namespace Kameng\Admin;

use Kameng\Hook;
use Kameng\Settings\CleanSettings;
use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class RegisterSettings implements Hook {
	public function register(): void {
		add_action( 'admin_init', array( $this, 'add' ) );
	}

	public function add(): void {
		register_setting(
			Settings::GROUP,
			Settings::OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( $this, 'clean' ),
				'default'           => CleanSettings::DEFAULTS,
			)
		);
	}

	/**
	 * @param mixed $given What was sent.
	 * @return array<string, string>
	 */
	public function clean( $given ): array {
		$clean = CleanSettings::of( $given, Settings::all() );
		foreach ( $clean['wrong'] as $name ) {
			add_settings_error( Settings::OPTION, 'kameng_' . $name, self::complaint( $name ) );
		}
		return $clean['values'];
	}

	private static function complaint( string $name ): string {
		switch ( $name ) {
			case 'pool':
				return __( 'The pool address must start with https:// and name a host. The old one was kept.', 'kameng' );
			case 'site':
				return __( 'A publishable key starts with pk_. The old one was kept. A secret key (sk_) never belongs in a page.', 'kameng' );
			case 'ref':
				return __( 'A referral ID has 4 to 16 letters and digits. The old one was kept.', 'kameng' );
			default:
				return __( 'That choice is not offered. The old one was kept.', 'kameng' );
		}
	}
}
