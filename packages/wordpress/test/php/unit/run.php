<?php
// Runs every *-test.php beside it without WordPress. One line of JSON for each test: its name and why it failed, or null.
error_reporting( E_ALL );
set_error_handler(
	static function ( int $level, string $message, string $file, int $line ): bool {
		throw new ErrorException( $message, 0, $level, $file, $line );
	}
);
define( 'ABSPATH', __DIR__ );
require dirname( __DIR__, 3 ) . '/plugin/src/autoload.php';

$failed = 0;
/** Runs one test. */
function test( string $name, callable $body ): void {
	global $failed;
	$failure = null;
	try {
		$body();
	} catch ( Throwable $error ) {
		$failed += 1;
		$failure = $error->getMessage() . ' at ' . basename( $error->getFile() ) . ':' . $error->getLine();
	}
	echo json_encode( array( 'name' => $name, 'failure' => $failure ), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ), "\n";
}

/** Fails unless both are the same. */
function same( $actual, $expected, string $about = '' ): void {
	if ( $actual !== $expected ) {
		throw new Exception( trim( $about . ': got ' . var_export( $actual, true ) . ', expected ' . var_export( $expected, true ), ': ' ) );
	}
}

foreach ( glob( __DIR__ . '/*-test.php' ) as $file ) {
	require $file;
}
exit( $failed > 0 ? 1 : 0 );
