<?php
// Buys one line as a shop would: php buy.php <pool> <key> <product> <quantity> <reference> <most>. Prints the result as JSON.
define( 'ABSPATH', __DIR__ );
require dirname( __DIR__, 2 ) . '/plugin/src/autoload.php';

list( , $origin, $key, $product, $quantity, $reference, $most ) = $argv;

$send = static function ( string $method, string $url, array $headers, ?string $body ): array {
	$lines   = array_map( static fn ( $name, $value ) => "$name: $value", array_keys( $headers ), $headers );
	$context = stream_context_create( array( 'http' => array( 'method' => $method, 'header' => $lines, 'content' => (string) $body, 'ignore_errors' => true, 'timeout' => 20 ) ) );
	$text    = @file_get_contents( $url, false, $context );
	if ( false === $text ) {
		return array( 0, '', 'no answer' );
	}
	return array( (int) explode( ' ', $http_response_header[0] )[1], $text, '' );
};
$result = Kameng\Shop\BuyItem::buy( new Kameng\Pool\Pool( $origin, $key, $send ), $product, (int) $quantity, $reference, (int) $most, 'CNY' );
unset( $result['facts'] );
echo json_encode( $result );
