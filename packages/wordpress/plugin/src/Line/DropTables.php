<?php
/**
 * A site that is deleted from a network takes our tables of it along.
 *
 * @package Kameng
 */

namespace Kameng\Line;

use Kameng\Hook;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class DropTables implements Hook {
	public function register(): void {
		add_filter( 'wpmu_drop_tables', array( $this, 'add' ) );
	}

	/**
	 * @param mixed $tables Names so far; WordPress has switched to the site.
	 * @return mixed
	 */
	public function add( $tables ) {
		return is_array( $tables ) ? array_merge( $tables, array( LineTable::name(), KeptCodes::table() ) ) : $tables;
	}
}
