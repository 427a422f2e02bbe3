<?php
use Kameng\Pool\Pool;
use Kameng\Shop\BuyItem;
use Kameng\Shop\HoldItem;
use Kameng\Shop\Quote;
use PHPUnit\Framework\TestCase;

/** What the pool's answer to "set it aside" means for a buyer who is about to pay. */
final class HoldTest extends TestCase {
	/** @testdox codes are set aside at the quoted price at most, and every refusal is one that a buyer understands */
	public function test_codes_are_set_aside_at_the_quoted_price_at_most_and_every_refusal_is_one_that_a_buyer_understands(): void {
		$sent = array();
		$pool = static function ( int $status, array $body ) use ( &$sent ): Pool {
			return new Pool(
				'https://pool.example',
				'sk_test_x',
				static function ( string $method, string $url, array $headers, ?string $text ) use ( $status, $body, &$sent ): array {
					$sent[] = array( $method, $url, json_decode( (string) $text, true ) );
					return array( $status, json_encode( $body ), '' );
				}
			);
		};
		$take = static fn( int $status, array $body ) => HoldItem::take( $pool( $status, $body ), 'prd_1', 2, 1800, 'CNY' );
		$made = $take( 201, array( 'id' => 'hld_1', 'amount' => array( 'amount_minor' => 1700, 'currency' => 'CNY' ), 'expires_at' => '2026-01-01T00:00:00Z' ) );
		self::assertSame( array( 'result' => Quote::GOOD, 'code' => '', 'hold' => 'hld_1', 'cost' => 1700, 'until' => 1767225600 ), $made );
		self::assertSame( array( 'POST', 'https://pool.example/v1/holds', array( 'product_id' => 'prd_1', 'quantity' => 2, 'max_amount' => array( 'amount_minor' => 1800, 'currency' => 'CNY' ) ) ), $sent[0] );
		$results = array( 'sold_out' => Quote::SOLD_OUT, 'price_moved' => Quote::PRICE_MOVED, 'quantity_out_of_range' => Quote::QUANTITY, 'balance_too_low' => Quote::UNKNOWN, 'hold_limit' => Quote::UNKNOWN, 'key_invalid' => Quote::UNKNOWN );
		foreach ( $results as $code => $result ) {
			self::assertSame( $result, $take( 409, array( 'code' => $code ) )['result'], $code );
		}
		self::assertSame( Quote::WITHDRAWN, $take( 404, array( 'code' => 'product_not_found' ) )['result'] );
		$older = $take( 404, array( 'code' => 'route_not_found' ) );
		self::assertSame( array( Quote::GOOD, '', 1800 ), array( $older['result'], $older['hold'], $older['cost'] ), 'a pool without holds' );
		self::assertSame( Quote::UNKNOWN, $take( 0, array() )['result'], 'silence' );
		self::assertSame( Quote::UNKNOWN, $take( 200, array() )['result'], 'a proxy' );

		$sent = array();
		BuyItem::buy( $pool( 500, array() ), 'prd_1', 2, 'woo-1', 1800, 'CNY', 'hld_1' );
		BuyItem::buy( $pool( 500, array() ), 'prd_1', 2, 'woo-1', 1800, 'CNY' );
		self::assertSame( array( 'hld_1', false ), array( $sent[0][2]['hold_id'] ?? null, array_key_exists( 'hold_id', $sent[1][2] ) ) );
		HoldItem::release( $pool( 204, array() ), '' );
		HoldItem::release( $pool( 204, array() ), 'hld_1' );
		self::assertSame( array( array( 'DELETE', 'https://pool.example/v1/holds/hld_1', null ) ), array_slice( $sent, 2 ) );
	}
}
