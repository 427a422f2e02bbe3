<?php
/**
 * What a paid line of an order can be, and what it can become. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class LineState {
	/** Paid for in the shop; the pool has not been asked yet. */
	const PENDING = 'pending';
	/** Delivered in part; the pool gave back the price of the rest. */
	const SHORT = 'short';
	/** The shop refunded it before anything was bought. */
	const CANCELLED = 'cancelled';

	const NEXT = array(
		self::PENDING      => array( BuyItem::AGAIN, BuyItem::HELD, BuyItem::WAITING, BuyItem::DELIVERED, self::SHORT, BuyItem::REFUNDED, BuyItem::STOPPED, self::CANCELLED ),
		BuyItem::AGAIN     => array( BuyItem::AGAIN, BuyItem::HELD, BuyItem::WAITING, BuyItem::DELIVERED, self::SHORT, BuyItem::REFUNDED, BuyItem::STOPPED, self::CANCELLED ),
		BuyItem::HELD      => array( BuyItem::AGAIN, BuyItem::HELD, BuyItem::WAITING, BuyItem::DELIVERED, self::SHORT, BuyItem::REFUNDED, BuyItem::STOPPED, self::CANCELLED ),
		BuyItem::WAITING   => array( BuyItem::WAITING, BuyItem::DELIVERED, self::SHORT, BuyItem::REFUNDED ),
		BuyItem::DELIVERED => array( BuyItem::DELIVERED, BuyItem::REFUNDED ),
		self::SHORT        => array( self::SHORT, BuyItem::REFUNDED ),
		BuyItem::REFUNDED  => array( self::PENDING ),
		BuyItem::STOPPED   => array(),
		self::CANCELLED    => array( self::PENDING ),
	);

	/** The pool may be asked to sell for these. */
	const BUYABLE = array( self::PENDING, BuyItem::AGAIN, BuyItem::HELD );
	/** The pool has an order for these. */
	const BOUGHT = array( BuyItem::WAITING, BuyItem::DELIVERED, self::SHORT );
	/** A buyer may look at the codes of these. */
	const VISIBLE = array( BuyItem::DELIVERED, self::SHORT );
	/** Only the owner can take these further. */
	const NEEDS_OWNER = array( BuyItem::HELD, self::SHORT, BuyItem::REFUNDED, BuyItem::STOPPED );

	/** Seconds until the n-th attempt without anybody asking for it; the last one repeats until ATTEMPTS_MAX. */
	const PAUSES       = array(
		BuyItem::AGAIN   => array( 10, 30, 60, 300, 900, 3600 ),
		BuyItem::WAITING => array( 15, 60, 300, 900, 3600 ),
		BuyItem::HELD    => array( 900, 3600 ),
	);
	const ATTEMPTS_MAX = 96;

	public static function may_become( string $from, string $to ): bool {
		return in_array( $to, self::NEXT[ $from ] ?? array(), true );
	}

	/** Seconds until it is worth looking again; null when only a person can bring it further. */
	public static function pause( string $state, int $attempts ): ?int {
		$pauses = self::PAUSES[ $state ] ?? array();
		if ( ! $pauses || $attempts >= self::ATTEMPTS_MAX ) {
			return null;
		}
		return $pauses[ min( max( 0, $attempts - 1 ), count( $pauses ) - 1 ) ];
	}
}
