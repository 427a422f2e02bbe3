<?php
/**
 * Finds a class of ours by its name: Kameng\Embed\Element is src/Embed/Element.php.
 *
 * @package Kameng
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

spl_autoload_register(
	static function ( string $name ): void {
		if ( strncmp( $name, 'Kameng\\', 7 ) !== 0 ) {
			return;
		}
		$path = __DIR__ . '/' . str_replace( '\\', '/', substr( $name, 7 ) ) . '.php';
		if ( is_file( $path ) ) {
			require $path;
		}
	}
);
