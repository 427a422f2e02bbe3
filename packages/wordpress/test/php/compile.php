<?php
// Compiles every file of a folder without running it, and says what PHP has against it: JSON of path => message.
// PHP's own parser and compiler do it, as in `php -l`; one process does all files, and deprecations count too.
error_reporting( E_ALL );
set_error_handler(
	static function ( int $level, string $message ): bool {
		throw new ErrorException( $message );
	}
);
$said  = array();
$files = new RegexIterator( new RecursiveIteratorIterator( new RecursiveDirectoryIterator( $compile, FilesystemIterator::SKIP_DOTS ) ), '/\.php$/' );
foreach ( $files as $file ) {
	$text = file_get_contents( $file->getPathname() );
	// Stops before the first statement; a namespace has to come first.
	$text = preg_match( '/^namespace [^;]+;/m', $text ) === 1 ? preg_replace( '/^(namespace [^;]+;)/m', '$1 return;', $text, 1 ) : preg_replace( '/<\?php/', '<?php return;', $text, 1 );
	try {
		eval( '?>' . $text );
	} catch ( Throwable $error ) {
		$said[ $file->getPathname() ] = $error->getMessage();
	}
}
echo json_encode( array( 'version' => PHP_VERSION, 'files' => iterator_count( $files ), 'said' => (object) $said ) );
