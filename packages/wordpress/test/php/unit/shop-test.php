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

$yuan = static fn( int $minor ) => array( 'amount_minor' => $minor, 'currency' => 'CNY' );

test(
	'amounts go from text to minor units and back without a float',
	static function (): void {
		foreach ( array( array( 0, 2, '0.00' ), array( 5, 2, '0.05' ), array( 1234, 2, '12.34' ), array( 1234, 0, '1234' ), array( 1234, 3, '1.234' ), array( -5, 2, '-0.05' ) ) as list( $minor, $decimals, $text ) ) {
			same( Money::text( $minor, $decimals ), $text );
			if ( $minor >= 0 ) {
				same( Money::minor( $text, $decimals ), $minor );
			}
		}
		same( Money::minor( '12.345', 2 ), 1234, 'cut off, never up' );
		same( Money::minor( '12', 2 ), 1200 );
		foreach ( array( '', '-1', '1e3', '1,5', 'NaN' ) as $wrong ) {
			same( Money::minor( $wrong, 2 ), null, $wrong );
		}
	}
);

test(
	'every state can be reached, and what is final for the pool leads nowhere else',
	static function (): void {
		$reached = array( LineState::PENDING );
		for ( $round = 0; $round < 10; $round += 1 ) {
			foreach ( $reached as $state ) {
				$reached = array_unique( array_merge( $reached, LineState::NEXT[ $state ] ) );
			}
		}
		sort( $reached );
		$all = array_keys( LineState::NEXT );
		sort( $all );
		same( array_values( $reached ), $all );
		same( LineState::may_become( BuyItem::DELIVERED, BuyItem::AGAIN ), false );
		same( LineState::may_become( LineState::CANCELLED, BuyItem::DELIVERED ), false );
		same( LineState::pause( BuyItem::AGAIN, 1 ), 10 );
		same( LineState::pause( BuyItem::AGAIN, 50 ), 3600 );
		same( LineState::pause( BuyItem::AGAIN, LineState::ATTEMPTS_MAX ), null, 'it ends' );
		same( LineState::pause( BuyItem::DELIVERED, 1 ), null );
	}
);

test(
	'a quote promises only what the pool says now and the price can bear',
	static function () use ( $yuan ): void {
		$rule    = new PriceRule( 0, 0, 'none', '1', 2, 2 );
		$product = array( 'price' => $yuan( 900 ), 'list_price' => $yuan( 1000 ), 'stock' => 'low', 'limits' => array( 'min' => 1, 'max' => 10 ), 'quantity_prices' => array( array( 'from' => 5, 'price' => $yuan( 850 ) ) ) );
		$judge   = static fn( array $change, int $quantity, int $unit, int $status = 200 ) => Quote::judge( new Answer( $status, array_merge( $product, $change ) ), $quantity, $unit, $rule );
		same( $judge( array(), 1, 950 ), array( 'result' => 'good', 'cost' => 900, 'currency' => 'CNY', 'min' => 1, 'max' => 10 ) );
		same( $judge( array(), 5, 860 )['cost'], 4250, 'the quantity price' );
		same( $judge( array(), 4, 860 )['result'], Quote::PRICE_MOVED, 'below cost' );
		same( $judge( array(), 1, 1001 )['result'], Quote::PRICE_MOVED, 'above the list price' );
		same( $judge( array(), 11, 950 )['result'], Quote::QUANTITY );
		same( $judge( array( 'stock' => 'sold_out' ), 1, 950 )['result'], Quote::SOLD_OUT );
		same( $judge( array(), 1, 950, 404 )['result'], Quote::WITHDRAWN );
		same( $judge( array(), 1, 950, 0 )['result'], Quote::UNKNOWN );
		same( $judge( array( 'price' => null ), 1, 950 )['result'], Quote::UNKNOWN, 'a page that is no product' );
	}
);

test(
	'what may be paid for a line is never more than the buyer has paid',
	static function (): void {
		same( ( new PriceRule( 0, 0, 'none', '1', 2, 2 ) )->bears( 1234 ), 1234 );
		same( ( new PriceRule( 0, 0, 'none', '0.14', 2, 2 ) )->bears( 1400 ), 10000 );
		same( ( new PriceRule( 0, 0, 'none', '20.5', 2, 0 ) )->bears( 1714 ), 8360 );
		same( ( new PriceRule( 0, 0, 'none', '0.0487', 0, 2 ) )->bears( 4870 ), 1000 );
		mt_srand( 7 );
		for ( $run = 0; $run < 5000; $run += 1 ) {
			$rate = mt_rand( 0, 80 ) . '.' . str_pad( (string) mt_rand( 1, 99999999 ), 8, '0', STR_PAD_LEFT );
			$rule = new PriceRule( 0, 0, 'none', $rate, mt_rand( 0, 3 ), mt_rand( 0, 3 ) );
			$cost = mt_rand( 1, 1000000 );
			$sold = $rule->price( $cost, PriceRule::AMOUNT_MAX );
			if ( null !== $sold && $sold <= PriceRule::AMOUNT_MAX && $rule->bears( $sold ) < $cost ) {
				throw new Exception( "sold at $sold, cost $cost, rate $rate: cannot be bought" );
			}
		}
	}
);

test(
	'a product is for sale only while it is active, in stock and has a price',
	static function () use ( $yuan ): void {
		$rule   = new PriceRule( 1000, 0, 'none', '1', 2, 2 );
		$change = array( 'status' => 'active', 'price' => $yuan( 900 ), 'list_price' => $yuan( 1000 ), 'stock' => 'in_stock' );
		same( PlanChange::of( $change, $rule ), array( 'price' => 990, 'in_stock' => true, 'reason' => '' ) );
		same( PlanChange::of( array( 'status' => 'withdrawn' ) + $change, $rule )['reason'], 'withdrawn' );
		same( PlanChange::of( array( 'stock' => 'sold_out' ) + $change, $rule ), array( 'price' => 990, 'in_stock' => false, 'reason' => 'sold_out' ) );
		same( PlanChange::of( array( 'list_price' => $yuan( 899 ) ) + $change, $rule ), array( 'price' => null, 'in_stock' => false, 'reason' => 'list_below_cost' ) );
		same( PlanChange::of( $change, null )['reason'], 'no_rate' );
	}
);

test(
	'refunds by what happened to the codes',
	static function (): void {
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
			same( RefundRule::decide( ...array_slice( $case, 0, 6 ) ), $case[6], "case $at" );
		}
	}
);

test(
	'a link opens its own order until its time, and nothing else',
	static function (): void {
		$name  = ViewLink::sign( 'secret', 12, 'key', 1000 );
		$claim = ViewLink::read( $name );
		same( ViewLink::holds( 'secret', $claim, 'key', 1000 ), true );
		same( ViewLink::holds( 'secret', $claim, 'key', 1001 ), false, 'over' );
		same( ViewLink::holds( 'other', $claim, 'key', 1 ), false, 'another site' );
		same( ViewLink::holds( 'secret', $claim, 'yek', 1 ), false, 'another order key' );
		same( ViewLink::holds( '', ViewLink::read( ViewLink::sign( '', 12, 'key', 1000 ) ), 'key', 1 ), false, 'no secret' );
		foreach ( array( array( 'order' => 13 ), array( 'expires' => 9000 ) ) as $changed ) {
			same( ViewLink::holds( 'secret', array_merge( $claim, $changed ), 'key', 1 ), false );
		}
		foreach ( array( '', 'x', '1.2', $name . '0', '1.2.' . str_repeat( 'g', 64 ) ) as $wrong ) {
			same( ViewLink::read( $wrong ), null, $wrong );
		}
	}
);

test(
	'an order at the pool with fewer codes than bought is delivered in part',
	static function () use ( $yuan ): void {
		$code  = array( 'id' => 'cod_1', 'masked' => '····', 'revealed_at' => null );
		$order = static fn( string $status, array $codes, array $refunds = array() ) => array( 'id' => 'ord_1', 'status' => $status, 'amount' => $yuan( 1800 ), 'sequence' => 3, 'items' => array( array( 'quantity' => 2, 'codes' => $codes ) ), 'refunds' => $refunds );
		same( PoolOrder::facts( $order( 'delivered', array( $code, $code ) ) )['state'], BuyItem::DELIVERED );
		$short = PoolOrder::facts( $order( 'delivered', array( array( 'revealed_at' => '2026-01-01T00:00:00Z' ) + $code ), array( array( 'amount' => $yuan( 900 ), 'status' => 'done' ), array( 'amount' => $yuan( 5 ), 'status' => 'failed' ) ) ) );
		same( array( $short['state'], $short['delivered'], $short['revealed'], $short['returned'] ), array( LineState::SHORT, 1, true, 900 ) );
		same( PoolOrder::facts( $order( 'paid', array() ) )['state'], BuyItem::WAITING );
		same( PoolOrder::facts( $order( 'refunded', array() ) )['state'], BuyItem::REFUNDED );
		same( PoolOrder::facts( array( 'html' => 'x' ) ), null );
	}
);

test(
	'settings of the shop: keys of the wrong kind are refused, an empty field keeps the key, a rate is needed for another currency',
	static function (): void {
		$before = array( 'live_key' => 'sk_live_before' );
		$clean  = CleanShop::of( array( 'live_key' => 'sk_test_other', 'margin' => '12.5', 'rate' => '0', 'complete' => '1' ), $before );
		same( $clean['wrong'], array( 'live_key', 'rate' ) );
		same( array( $clean['values']['live_key'], $clean['values']['margin'], $clean['values']['complete'], $clean['values']['refund_seen'] ), array( 'sk_live_before', '12.5', '1', '' ) );
		same( CleanShop::of( array( 'live_key' => '' ), $before )['values']['live_key'], 'sk_live_before' );
		same( CleanShop::of( array( 'live_key_forget' => '1' ), $before )['values']['live_key'], '' );
		$settings = CleanShop::DEFAULTS;
		same( CleanShop::rule( $settings, array(), 'CNY', 'USD', 2 ), null, 'no rate set' );
		same( CleanShop::rule( $settings, array(), 'CNY', 'CNY', 2 )->price( 1000, 2000 ), 1100 );
		same( CleanShop::rule( $settings, array( 'margin' => '0', 'fixed' => '0.5' ), 'CNY', 'CNY', 2 )->price( 1000, 2000 ), 1050, 'the product’s own' );
		same( CleanShop::rule( array( 'rate' => '0.14' ) + $settings, array(), 'CNY', 'USD', 2 )->price( 1000, 2000 ), 154 );
	}
);
