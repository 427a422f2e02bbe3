<?php
/**
 * The pool's embed script under a name that blocks and pages can ask for.
 *
 * @package Kameng
 */

namespace Kameng\Embed;

use Kameng\Hook;
use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class RegisterScript implements Hook {
	const HANDLE = 'kameng-embed';

	public function register(): void {
		// Before blocks are registered, which name it as their view script.
		add_action( 'init', array( $this, 'add' ), 5 );
	}

	public function add(): void {
		if ( ! Settings::ready() ) {
			return;
		}
		// The pool answers for its own cache, so WordPress adds no version to the address.
		wp_register_script(
			self::HANDLE,
			Settings::get( 'pool' ) . '/embed/v1/kameng.js',
			array(),
			null, // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion -- see above.
			array(
				'strategy'  => 'async',
				'in_footer' => false,
			)
		);
	}
}
