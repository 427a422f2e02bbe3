<?php
// The business rules without WordPress. Whatever PHP remarks about the plugin or its tests fails, deprecations included; what a
// newer PHP says of PHPUnit itself is not ours. PHPUnit leaves the errors to a handler that is there before it.
error_reporting( E_ALL );
set_error_handler(
	static function ( int $level, string $message, string $file, int $line ): bool {
		if ( strpos( $file, dirname( __DIR__, 3 ) . '/plugin/' ) !== 0 && strpos( $file, __DIR__ ) !== 0 ) {
			return true;
		}
		throw new ErrorException( $message, 0, $level, $file, $line );
	}
);
define( 'ABSPATH', __DIR__ );
require dirname( __DIR__, 3 ) . '/plugin/src/autoload.php';
