<?php
use Kameng\Pool\Pool;

test(
	'the pool is asked with the key, and its refusals keep their code',
	static function (): void {
		$sent = array();
		$pool = new Pool(
			'https://pool.example',
			'pk_1',
			static function ( string $method, string $url, array $headers, ?string $body ) use ( &$sent ): array {
				$sent[] = array( $method, $url, $headers, $body );
				return array( 409, '{"code":"price_moved","retry":"new_key"}', '' );
			}
		);
		$answer = $pool->post( '/v1/orders', array( 'name' => '卡/密' ), 'once' );
		same( array( $answer->ok(), $answer->code(), $answer->worth_repeating() ), array( false, 'price_moved', false ) );
		same( $sent[0], array( 'POST', 'https://pool.example/v1/orders', array( 'Accept' => 'application/json', 'Authorization' => 'Bearer pk_1', 'Content-Type' => 'application/json', 'Idempotency-Key' => 'once' ), '{"name":"卡/密"}' ) );
		$pool->get( '/v1/products', array( 'q' => 'a b&c', 'category' => '' ) );
		same( $sent[1][1], 'https://pool.example/v1/products?q=a%20b%26c' );
	}
);

test(
	'silence, nonsense and an error of the pool are worth repeating as far as that can help',
	static function (): void {
		$answer = static fn ( int $status, string $body ) => ( new Pool( 'https://pool.example', '', static fn () => array( $status, $body, 'timed out' ) ) )->get( '/' );
		same( array( $answer( 0, '' )->code(), $answer( 0, '' )->worth_repeating() ), array( 'unreachable', true ) );
		same( array( $answer( 502, '<html>' )->code(), $answer( 502, '<html>' )->worth_repeating() ), array( 'http_502', true ) );
		same( array( $answer( 404, '<html>' )->code(), $answer( 404, '<html>' )->worth_repeating() ), array( 'http_404', false ) );
		same( array( $answer( 200, 'null' )->ok(), $answer( 200, 'null' )->body ), array( true, array() ) );
	}
);
