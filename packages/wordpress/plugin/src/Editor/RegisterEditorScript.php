<?php
/**
 * The script of our blocks in the editor, its words and what it must know of the site.
 *
 * @package Kameng
 */

namespace Kameng\Editor;

use Kameng\Hook;
use Kameng\Plugin;
use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class RegisterEditorScript implements Hook {
	const HANDLE = 'kameng-editor';

	public function register(): void {
		// Before the blocks, which name it.
		add_action( 'init', array( $this, 'add' ), 5 );
	}

	public function add(): void {
		wp_register_script(
			self::HANDLE,
			Plugin::url( 'assets/editor.js' ),
			array( 'wp-api-fetch', 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
			Plugin::VERSION,
			true
		);
		wp_set_script_translations( self::HANDLE, 'kameng', Plugin::path( 'languages' ) );
		$settings = Settings::all();
		wp_add_inline_script(
			self::HANDLE,
			'window.kamengEditor = ' . wp_json_encode(
				array(
					'pool'  => $settings['pool'],
					'site'  => $settings['site'],
					'theme' => $settings['theme'],
					'lang'  => Settings::language(),
				)
			) . ';',
			'before'
		);
	}
}
