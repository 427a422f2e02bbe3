<?php
/**
 * Runs when the plugin is deleted. Deletes what it stored only where the owner ticked so; caches go in any case.
 *
 * @package Kameng
 */

if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}

require __DIR__ . '/src/autoload.php';

\Kameng\Settings\Uninstall::everywhere();
