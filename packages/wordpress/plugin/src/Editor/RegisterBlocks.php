<?php
/**
 * The three blocks. What they are is in blocks/*.json; what they show is RenderEmbed's.
 *
 * @package Kameng
 */

namespace Kameng\Editor;

use Kameng\Hook;
use Kameng\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class RegisterBlocks implements Hook {
	const BLOCKS = array( 'buy', 'product', 'catalog' );

	public function register(): void {
		add_action( 'init', array( $this, 'add' ) );
	}

	public function add(): void {
		foreach ( self::BLOCKS as $block ) {
			register_block_type( Plugin::path( 'blocks/' . $block ) );
		}
	}
}
