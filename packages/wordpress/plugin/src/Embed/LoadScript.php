<?php
/**
 * Loads the embed script: on every page, so that links and pasted elements work too, or only where a block asks for it.
 *
 * @package Kameng
 */

namespace Kameng\Embed;

use Kameng\Hook;
use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class LoadScript implements Hook {
	public function register(): void {
		// Runs for pages and, unlike wp_enqueue_scripts, inside the editor's frame, where blocks show themselves alive.
		add_action( 'enqueue_block_assets', array( $this, 'load' ) );
	}

	public function load(): void {
		if ( Settings::ready() && ( is_admin() || '1' === Settings::get( 'everywhere' ) ) ) {
			wp_enqueue_script( RegisterScript::HANDLE );
		}
	}
}
