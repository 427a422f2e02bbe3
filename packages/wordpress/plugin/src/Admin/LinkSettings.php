<?php
/**
 * A link to the settings in the list of plugins.
 *
 * @package Kameng
 */

namespace Kameng\Admin;

use Kameng\Hook;
use Kameng\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class LinkSettings implements Hook {
	public function register(): void {
		add_filter( 'plugin_action_links_' . Plugin::name(), array( $this, 'add' ) );
	}

	/**
	 * @param mixed $links Links so far.
	 * @return mixed
	 */
	public function add( $links ) {
		if ( is_array( $links ) && current_user_can( 'manage_options' ) ) {
			array_unshift( $links, '<a href="' . esc_url( AddSettingsPage::url() ) . '">' . esc_html__( 'Settings', 'kameng' ) . '</a>' );
		}
		return $links;
	}
}
