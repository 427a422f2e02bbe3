<?php
/**
 * Our own translations. WordPress finds them by itself from 6.8 on; before, a plugin has to say where they are.
 *
 * @package Kameng
 */

namespace Kameng\Settings;

use Kameng\Hook;
use Kameng\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class LoadTexts implements Hook {
	public function register(): void {
		add_action( 'init', array( $this, 'load' ), 0 );
	}

	public function load(): void {
		load_plugin_textdomain( 'kameng', false, dirname( Plugin::name() ) . '/languages' );
	}
}
