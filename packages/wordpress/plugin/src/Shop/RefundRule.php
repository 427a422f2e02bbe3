<?php
/**
 * What a refund in the shop means for the codes behind it. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class RefundRule {
	/** Only money; the codes stay the buyer's. */
	const MONEY = 'money';
	/** Nothing was bought yet: fewer are bought, or none. */
	const BUY_LESS = 'buy_less';
	/** The codes were not seen: their link is closed for good. */
	const CLOSE = 'close';
	/** The codes were seen and the owner allows refunds of such. */
	const SEEN = 'seen';
	/** Refused: the codes were seen. */
	const REFUSE_SEEN = 'refuse_seen';
	/** Refused: one code of several cannot be taken back. */
	const REFUSE_PART = 'refuse_part';
	/** Refused for a moment: the pool is being asked, or its answer is not known. */
	const REFUSE_BUSY = 'refuse_busy';

	/**
	 * @param string $state      Of the line.
	 * @param int    $quantity   Bought, or to be bought.
	 * @param int    $refunded   How many the refund takes back; 0 is money only.
	 * @param bool   $revealed   Whether somebody has looked at the codes.
	 * @param bool   $in_flight  Whether the pool is being asked right now.
	 * @param bool   $allow_seen The owner's choice.
	 */
	public static function decide( string $state, int $quantity, int $refunded, bool $revealed, bool $in_flight, bool $allow_seen ): string {
		if ( $refunded <= 0 ) {
			return self::MONEY;
		}
		if ( in_array( $state, array( BuyItem::REFUNDED, BuyItem::STOPPED, LineState::CANCELLED ), true ) ) {
			return self::MONEY;
		}
		if ( $in_flight ) {
			return self::REFUSE_BUSY;
		}
		if ( BuyItem::AGAIN === $state ) {
			// Perhaps bought, perhaps not: whatever it turns out to be, nobody will see it.
			return $refunded >= $quantity ? self::CLOSE : self::REFUSE_BUSY;
		}
		if ( in_array( $state, LineState::BUYABLE, true ) ) {
			return self::BUY_LESS;
		}
		if ( $revealed ) {
			return $allow_seen ? self::SEEN : self::REFUSE_SEEN;
		}
		return $refunded >= $quantity ? self::CLOSE : self::REFUSE_PART;
	}
}
