<?php
use Kameng\Pool\Answer;
use Kameng\Shop\BuyItem;
use Kameng\Shop\CleanShop;
use Kameng\Shop\LineState;
use Kameng\Shop\Money;
use Kameng\Shop\PlanChange;
use Kameng\Shop\PoolOrder;
use Kameng\Shop\PriceRule;
use Kameng\Shop\Quote;
use Kameng\Shop\RefundRule;
use Kameng\Shop\ViewLink;
use PHPUnit\Framework\TestCase;

final class ShopTest extends TestCase {
	private static function yuan( int $minor ): array {
		return array( 'amount_minor' => $minor, 'currency' => 'CNY' );
	}

	/** @testdox amounts go from text to minor units and back without a float */
	public function test_amounts_go_from_text_to_minor_units_and_back_without_a_float(): void {
		foreach ( array( array( 0, 2, '0.00' ), array( 5, 2, '0.05' ), array( 1234, 2, '12.34' ), array( 1234, 0, '1234' ), array( 1234, 3, '1.234' ), array( -5, 2, '-0.05' ) ) as list( $minor, $decimals, $text ) ) {
			self::assertSame( $text, Money::text( $minor, $decimals ) );
			if ( $minor >= 0 ) {
				self::assertSame( $minor, Money::minor( $text, $decimals ) );
			}
		}
		self::assertSame( 1234, Money::minor( '12.345', 2 ), 'cut off, never up' );
		self::assertSame( 1200, Money::minor( '12', 2 ) );
		foreach ( array( '', '-1', '1e3', '1,5', 'NaN' ) as $wrong ) {
			self::assertNull( Money::minor( $wrong, 2 ), $wrong );
		}
	}

	/** @testdox every state can be reached, and what is final for the pool leads nowhere else */
	public function test_every_state_can_be_reached_and_what_is_final_for_the_pool_leads_nowhere_else(): void {
		$reached = array( LineState::PENDING );
		for ( $round = 0; $round < 10; $round += 1 ) {
			foreach ( $reached as $state ) {
				$reached = array_unique( array_merge( $reached, LineState::NEXT[ $state ] ) );
			}
		}
		sort( $reached );
		$all = array_keys( LineState::NEXT );
		sort( $all );
		self::assertSame( $all, array_values( $reached ) );
		self::assertFalse( LineState::may_become( BuyItem::DELIVERED, BuyItem::AGAIN ) );
		self::assertFalse( LineState::may_become( LineState::CANCELLED, BuyItem::DELIVERED ) );
		self::assertSame( 10, LineState::pause( BuyItem::AGAIN, 1 ) );
		self::assertSame( 3600, LineState::pause( BuyItem::AGAIN, 50 ) );
		self::assertNull( LineState::pause( BuyItem::AGAIN, LineState::ATTEMPTS_MAX ), 'it ends' );
		self::assertNull( LineState::pause( BuyItem::DELIVERED, 1 ) );
	}

	/** @testdox a quote promises only what the pool says now and the price can bear */
	public function test_a_quote_promises_only_what_the_pool_says_now_and_the_price_can_bear(): void {
		$rule    = new PriceRule( 0, 0, 'none', '1', 2, 2 );
		$product = array( 'price' => self::yuan( 900 ), 'list_price' => self::yuan( 1000 ), 'stock' => 'low', 'limits' => array( 'min' => 1, 'max' => 10 ), 'quantity_prices' => array( array( 'from' => 5, 'price' => self::yuan( 850 ) ) ) );
		$judge   = static fn( array $change, int $quantity, int $unit, int $status = 200 ) => Quote::judge( new Answer( $status, array_merge( $product, $change ) ), $quantity, $unit, $rule );
		self::assertSame( array( 'result' => 'good', 'cost' => 900, 'currency' => 'CNY', 'min' => 1, 'max' => 10 ), $judge( array(), 1, 950 ) );
		self::assertSame( 4250, $judge( array(), 5, 860 )['cost'], 'the quantity price' );
		self::assertSame( Quote::PRICE_MOVED, $judge( array(), 4, 860 )['result'], 'below cost' );
		self::assertSame( Quote::PRICE_MOVED, $judge( array(), 1, 1001 )['result'], 'above the list price' );
		self::assertSame( Quote::QUANTITY, $judge( array(), 11, 950 )['result'] );
		self::assertSame( Quote::SOLD_OUT, $judge( array( 'stock' => 'sold_out' ), 1, 950 )['result'] );
		self::assertSame( Quote::WITHDRAWN, $judge( array(), 1, 950, 404 )['result'] );
		self::assertSame( Quote::UNKNOWN, $judge( array(), 1, 950, 0 )['result'] );
		self::assertSame( Quote::UNKNOWN, $judge( array( 'price' => null ), 1, 950 )['result'], 'a page that is no product' );
	}

	/** @testdox what may be paid for a line is never more than the buyer has paid */
	public function test_what_may_be_paid_for_a_line_is_never_more_than_the_buyer_has_paid(): void {
		self::assertSame( 1234, ( new PriceRule( 0, 0, 'none', '1', 2, 2 ) )->bears( 1234 ) );
		self::assertSame( 10000, ( new PriceRule( 0, 0, 'none', '0.14', 2, 2 ) )->bears( 1400 ) );
		self::assertSame( 8360, ( new PriceRule( 0, 0, 'none', '20.5', 2, 0 ) )->bears( 1714 ) );
		self::assertSame( 1000, ( new PriceRule( 0, 0, 'none', '0.0487', 0, 2 ) )->bears( 4870 ) );
		mt_srand( 7 );
		for ( $run = 0; $run < 5000; $run += 1 ) {
			$rate = mt_rand( 0, 80 ) . '.' . str_pad( (string) mt_rand( 1, 99999999 ), 8, '0', STR_PAD_LEFT );
			$rule = new PriceRule( 0, 0, 'none', $rate, mt_rand( 0, 3 ), mt_rand( 0, 3 ) );
			$cost = mt_rand( 1, 1000000 );
			$sold = $rule->price( $cost, PriceRule::AMOUNT_MAX );
			if ( null !== $sold && $sold <= PriceRule::AMOUNT_MAX && $rule->bears( $sold ) < $cost ) {
				self::fail( "sold at $sold, cost $cost, rate $rate: cannot be bought" );
			}
		}
	}

	/** @testdox a product is for sale only while it is active, in stock and has a price */
	public function test_a_product_is_for_sale_only_while_it_is_active_in_stock_and_has_a_price(): void {
		$rule   = new PriceRule( 1000, 0, 'none', '1', 2, 2 );
		$change = array( 'status' => 'active', 'price' => self::yuan( 900 ), 'list_price' => self::yuan( 1000 ), 'stock' => 'in_stock' );
		self::assertSame( array( 'price' => 990, 'in_stock' => true, 'reason' => '' ), PlanChange::of( $change, $rule ) );
		self::assertSame( 'withdrawn', PlanChange::of( array( 'status' => 'withdrawn' ) + $change, $rule )['reason'] );
		self::assertSame( array( 'price' => 990, 'in_stock' => false, 'reason' => 'sold_out' ), PlanChange::of( array( 'stock' => 'sold_out' ) + $change, $rule ) );
		self::assertSame( array( 'price' => null, 'in_stock' => false, 'reason' => 'list_below_cost' ), PlanChange::of( array( 'list_price' => self::yuan( 899 ) ) + $change, $rule ) );
		self::assertSame( 'no_rate', PlanChange::of( $change, null )['reason'] );
	}

	/** @testdox refunds by what happened to the codes */
	public function test_refunds_by_what_happened_to_the_codes(): void {
		$cases = array(
			array( BuyItem::DELIVERED, 2, 0, true, false, false, RefundRule::MONEY ),
			array( BuyItem::REFUNDED, 2, 2, false, false, false, RefundRule::MONEY ),
			array( BuyItem::HELD, 2, 1, false, false, false, RefundRule::BUY_LESS ),
			array( LineState::PENDING, 2, 2, false, true, false, RefundRule::REFUSE_BUSY ),
			array( BuyItem::AGAIN, 2, 1, false, false, false, RefundRule::REFUSE_BUSY ),
			array( BuyItem::AGAIN, 2, 2, false, false, false, RefundRule::CLOSE ),
			array( BuyItem::WAITING, 1, 1, false, false, false, RefundRule::CLOSE ),
			array( BuyItem::DELIVERED, 2, 2, false, false, false, RefundRule::CLOSE ),
			array( BuyItem::DELIVERED, 2, 1, false, false, false, RefundRule::REFUSE_PART ),
			array( BuyItem::DELIVERED, 1, 1, true, false, false, RefundRule::REFUSE_SEEN ),
			array( BuyItem::DELIVERED, 1, 1, true, false, true, RefundRule::SEEN ),
			array( LineState::SHORT, 2, 2, true, false, false, RefundRule::REFUSE_SEEN ),
		);
		foreach ( $cases as $at => $case ) {
			self::assertSame( $case[6], RefundRule::decide( ...array_slice( $case, 0, 6 ) ), "case $at" );
		}
	}

	/** @testdox a link opens its own order until its time, and nothing else */
	public function test_a_link_opens_its_own_order_until_its_time_and_nothing_else(): void {
		$name  = ViewLink::sign( 'secret', 12, 'key', 1000 );
		$claim = ViewLink::read( $name );
		self::assertTrue( ViewLink::holds( 'secret', $claim, 'key', 1000 ) );
		self::assertFalse( ViewLink::holds( 'secret', $claim, 'key', 1001 ), 'over' );
		self::assertFalse( ViewLink::holds( 'other', $claim, 'key', 1 ), 'another site' );
		self::assertFalse( ViewLink::holds( 'secret', $claim, 'yek', 1 ), 'another order key' );
		self::assertFalse( ViewLink::holds( '', ViewLink::read( ViewLink::sign( '', 12, 'key', 1000 ) ), 'key', 1 ), 'no secret' );
		foreach ( array( array( 'order' => 13 ), array( 'expires' => 9000 ) ) as $changed ) {
			self::assertFalse( ViewLink::holds( 'secret', array_merge( $claim, $changed ), 'key', 1 ) );
		}
		foreach ( array( '', 'x', '1.2', $name . '0', '1.2.' . str_repeat( 'g', 64 ) ) as $wrong ) {
			self::assertNull( ViewLink::read( $wrong ), $wrong );
		}
	}

	/** @testdox an order at the pool with fewer codes than bought is delivered in part */
	public function test_an_order_at_the_pool_with_fewer_codes_than_bought_is_delivered_in_part(): void {
		$code  = array( 'id' => 'cod_1', 'masked' => '····', 'revealed_at' => null );
		$order = static fn( string $status, array $codes, array $refunds = array() ) => array( 'id' => 'ord_1', 'status' => $status, 'amount' => self::yuan( 1800 ), 'sequence' => 3, 'items' => array( array( 'quantity' => 2, 'codes' => $codes ) ), 'refunds' => $refunds );
		self::assertSame( BuyItem::DELIVERED, PoolOrder::facts( $order( 'delivered', array( $code, $code ) ) )['state'] );
		$short = PoolOrder::facts( $order( 'delivered', array( array( 'revealed_at' => '2026-01-01T00:00:00Z' ) + $code ), array( array( 'amount' => self::yuan( 900 ), 'status' => 'done' ), array( 'amount' => self::yuan( 5 ), 'status' => 'failed' ) ) ) );
		self::assertSame( array( LineState::SHORT, 1, true, 900 ), array( $short['state'], $short['delivered'], $short['revealed'], $short['returned'] ) );
		self::assertSame( BuyItem::WAITING, PoolOrder::facts( $order( 'paid', array() ) )['state'] );
		self::assertSame( BuyItem::REFUNDED, PoolOrder::facts( $order( 'refunded', array() ) )['state'] );
		self::assertNull( PoolOrder::facts( array( 'html' => 'x' ) ) );
	}

	/** @testdox settings of the shop: keys of the wrong kind are refused, an empty field keeps the key, a rate is needed for another currency */
	public function test_settings_of_the_shop_keys_of_the_wrong_kind_are_refused_an_empty_field_keeps_the_key_a_rate_is_needed_for_another_currency(): void {
		$before = array( 'live_key' => 'sk_live_before' );
		$clean  = CleanShop::of( array( 'live_key' => 'sk_test_other', 'margin' => '12.5', 'rate' => '0', 'complete' => '1' ), $before );
		self::assertSame( array( 'live_key', 'rate' ), $clean['wrong'] );
		self::assertSame( array( 'sk_live_before', '12.5', '1', '' ), array( $clean['values']['live_key'], $clean['values']['margin'], $clean['values']['complete'], $clean['values']['refund_seen'] ) );
		self::assertSame( 'sk_live_before', CleanShop::of( array( 'live_key' => '' ), $before )['values']['live_key'] );
		self::assertSame( '', CleanShop::of( array( 'live_key_forget' => '1' ), $before )['values']['live_key'] );
		$settings = CleanShop::DEFAULTS;
		self::assertNull( CleanShop::rule( $settings, array(), 'CNY', 'USD', 2 ), 'no rate set' );
		self::assertSame( 1100, CleanShop::rule( $settings, array(), 'CNY', 'CNY', 2 )->price( 1000, 2000 ) );
		self::assertSame( 1050, CleanShop::rule( $settings, array( 'margin' => '0', 'fixed' => '0.5' ), 'CNY', 'CNY', 2 )->price( 1000, 2000 ), 'the product’s own' );
		self::assertSame( 154, CleanShop::rule( array( 'rate' => '0.14' ) + $settings, array(), 'CNY', 'USD', 2 )->price( 1000, 2000 ) );
	}
}
