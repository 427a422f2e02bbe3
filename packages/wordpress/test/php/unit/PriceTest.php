<?php
use Kameng\Shop\PriceRule;
use PHPUnit\Framework\TestCase;

final class PriceTest extends TestCase {
	/** @testdox margin, rounding and rate give the price a shopkeeper would write down */
	public function test_margin_rounding_and_rate_give_the_price_a_shopkeeper_would_write_down(): void {
		// margin_bps, margin_minor, rounding, rate, pool decimals, shop decimals, cost, list => price.
		$cases = array(
			'ten percent'                     => array( 1000, 0, 'none', '1', 2, 2, 7600, 10000, 8360 ),
			'a fixed margin'                  => array( 0, 250, 'none', '1', 2, 2, 7600, 10000, 7850 ),
			'both'                            => array( 500, 100, 'none', '1', 2, 2, 7600, 10000, 8080 ),
			'no margin is the cost'           => array( 0, 0, 'none', '1', 2, 2, 7600, 10000, 7600 ),
			'up to whole units'               => array( 1000, 0, 'whole', '1', 2, 2, 7600, 10000, 8400 ),
			'whole already'                   => array( 0, 400, 'whole', '1', 2, 2, 7600, 10000, 8000 ),
			'ends in .90'                     => array( 1000, 0, '90', '1', 2, 2, 7600, 10000, 8390 ),
			'ends in .99'                     => array( 0, 390, '99', '1', 2, 2, 7600, 10000, 7999 ),
			'ends in .99 and would fall'      => array( 0, 400, '99', '1', 2, 2, 7600, 10000, 8099 ),
			'never above list'                => array( 9000, 0, '99', '1', 2, 2, 7600, 10000, 10000 ),
			'a fraction of a cent is a cent'  => array( 1, 0, 'none', '1', 2, 2, 101, 10000, 102 ),
			'dollars for yuan'                => array( 1000, 0, 'none', '0.1389', 2, 2, 7600, 10000, 1162 ),
			'yen have no decimals'            => array( 1000, 0, '99', '20.5', 2, 0, 7600, 10000, 1714 ),
			'dinars have three'               => array( 0, 0, 'none', '0.0425', 2, 3, 7600, 10000, 3230 ),
			'from yen to yuan'                => array( 0, 0, 'none', '0.0487', 0, 2, 1000, 2000, 4870 ),
			'list does not cover the cost'    => array( 1000, 0, 'none', '1', 2, 2, 7600, 7599, null ),
			'a cost of nothing is no cost'    => array( 1000, 0, 'none', '1', 2, 2, 0, 100, null ),
			'more than can be worked with'    => array( 1000, 0, 'none', '1', 2, 2, 1000000001, 1000000002, null ),
		);
		foreach ( $cases as $name => $case ) {
			list( $bps, $minor, $rounding, $rate, $from, $to, $cost, $list, $expected ) = $case;
			self::assertSame( $expected, ( new PriceRule( $bps, $minor, $rounding, $rate, $from, $to ) )->price( $cost, $list ), $name );
		}
	}

	/** @testdox whatever the rule, a price is never below cost and never above the list price */
	public function test_whatever_the_rule_a_price_is_never_below_cost_and_never_above_the_list_price(): void {
		mt_srand( 20261122 );
		for ( $run = 0; $run < 20000; $run += 1 ) {
			$from = mt_rand( 0, 3 );
			$to   = mt_rand( 0, 3 );
			$rate = mt_rand( 0, 89 ) . '.' . str_pad( (string) mt_rand( 1, 99999999 ), 8, '0', STR_PAD_LEFT );
			$rule = new PriceRule( mt_rand( 0, 20000 ), mt_rand( 0, 5000 ), PriceRule::ROUNDINGS[ mt_rand( 0, 3 ) ], $rate, $from, $to );
			$cost = mt_rand( 1, mt_rand( 0, 1 ) ? 500 : PriceRule::AMOUNT_MAX );
			$list = min( PriceRule::AMOUNT_MAX, $cost + mt_rand( 0, 3000 ) );
			$price = $rule->price( $cost, $list );
			if ( null === $price ) {
				continue;
			}
			// price >= cost and price <= list, each in the shop's currency, compared without dividing.
			$about = "price $price, rate $rate, decimals $from to $to, cost $cost, list $list";
			self::assertGreaterThanOrEqual( 0, self::compare( $price, $rate, $from, $to, $cost ), $about );
			self::assertLessThanOrEqual( 0, self::compare( $price, $rate, $from, $to, $list ), $about );
		}
	}

	/** Compares a price in the shop's currency with an amount in the pool's, with decimal strings as an independent oracle. */
	private static function compare( int $price, string $rate, int $from, int $to, int $amount ): int {
		$rate_e8 = str_replace( '.', '', $rate );
		$left    = ltrim( self::multiply( (string) $price, '1' . str_repeat( '0', 8 + $from ) ), '0' );
		$right   = ltrim( self::multiply( self::multiply( (string) $amount, ltrim( $rate_e8, '0' ) ), '1' . str_repeat( '0', $to ) ), '0' );
		return strlen( $left ) === strlen( $right ) ? strcmp( $left, $right ) : strlen( $left ) - strlen( $right );
	}

	/** School multiplication of decimal texts. */
	private static function multiply( string $left, string $right ): string {
		$digits = array_fill( 0, strlen( $left ) + strlen( $right ), 0 );
		for ( $i = strlen( $left ) - 1; $i >= 0; $i -= 1 ) {
			for ( $j = strlen( $right ) - 1; $j >= 0; $j -= 1 ) {
				$sum                    = (int) $left[ $i ] * (int) $right[ $j ] + $digits[ $i + $j + 1 ];
				$digits[ $i + $j + 1 ]  = $sum % 10;
				$digits[ $i + $j ]     += intdiv( $sum, 10 );
			}
		}
		return implode( '', $digits );
	}

	/** @testdox a rule that cannot be is refused */
	public function test_a_rule_that_cannot_be_is_refused(): void {
		$wrong = array(
			array( -1, 0, 'none', '1', 2, 2 ),
			array( 0, -1, 'none', '1', 2, 2 ),
			array( 0, 0, '95', '1', 2, 2 ),
			array( 0, 0, 'none', '0', 2, 2 ),
			array( 0, 0, 'none', '1e3', 2, 2 ),
			array( 0, 0, 'none', '', 2, 2 ),
			array( 0, 0, 'none', '91', 2, 2 ),
			array( 0, 0, 'none', '1', 2, 9 ),
		);
		$refused = array();
		foreach ( $wrong as $at => $parts ) {
			try {
				new PriceRule( ...$parts );
			} catch ( InvalidArgumentException $error ) {
				$refused[] = $at;
			}
		}
		self::assertSame( array_keys( $wrong ), $refused );
	}
}
