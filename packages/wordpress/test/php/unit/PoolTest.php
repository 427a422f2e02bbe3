<?php
use Kameng\Pool\Pool;
use PHPUnit\Framework\TestCase;

final class PoolTest extends TestCase {
	/** @testdox the pool is asked with the key, and its refusals keep their code */
	public function test_the_pool_is_asked_with_the_key_and_its_refusals_keep_their_code(): void {
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
		self::assertSame( array( false, 'price_moved', false ), array( $answer->ok(), $answer->code(), $answer->worth_repeating() ) );
		self::assertSame( array( 'POST', 'https://pool.example/v1/orders', array( 'Accept' => 'application/json', 'Authorization' => 'Bearer pk_1', 'Content-Type' => 'application/json', 'Idempotency-Key' => 'once' ), '{"name":"卡/密"}' ), $sent[0] );
		$pool->get( '/v1/products', array( 'q' => 'a b&c', 'category' => '' ) );
		self::assertSame( 'https://pool.example/v1/products?q=a%20b%26c', $sent[1][1] );
	}

	/** @testdox silence, nonsense and an error of the pool are worth repeating as far as that can help */
	public function test_silence_nonsense_and_an_error_of_the_pool_are_worth_repeating_as_far_as_that_can_help(): void {
		$answer = static fn ( int $status, string $body ) => ( new Pool( 'https://pool.example', '', static fn () => array( $status, $body, 'timed out' ) ) )->get( '/' );
		self::assertSame( array( 'unreachable', true ), array( $answer( 0, '' )->code(), $answer( 0, '' )->worth_repeating() ) );
		self::assertSame( array( 'http_502', true ), array( $answer( 502, '<html>' )->code(), $answer( 502, '<html>' )->worth_repeating() ) );
		self::assertSame( array( 'http_404', false ), array( $answer( 404, '<html>' )->code(), $answer( 404, '<html>' )->worth_repeating() ) );
		self::assertSame( array( true, array() ), array( $answer( 200, 'null' )->ok(), $answer( 200, 'null' )->body ) );
	}
}
