<?php
/**
 * What every class that listens to WordPress has: one place where it says to what.
 *
 * @package Kameng
 */

namespace Kameng;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

interface Hook {
	/** Adds the one action or filter this class answers. */
	public function register(): void;
}
