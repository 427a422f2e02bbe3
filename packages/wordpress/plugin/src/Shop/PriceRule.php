<?php
/**
 * What a shop asks for a product of the pool. Plain PHP in whole minor units; no float ever holds money.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class PriceRule {
	/** Rates have this many decimals inside, so that a conversion is one integer division. */
	const RATE_ONE = 100000000;
	const BPS_ONE  = 10000;

	/** Largest amount in minor units that is worked with; times the largest rate it still fits 64 bits. */
	const AMOUNT_MAX = 1000000000;
	const RATE_MAX   = 9000000000;

	/** Endings a price may be rounded up to: nothing, whole units, .90, .99. */
	const ROUNDINGS = array( 'none', 'whole', '90', '99' );

	/** Margin in basis points of the cost. */
	private int $margin_bps;

	/** Margin in minor units of the shop's currency, on top of the other. */
	private int $margin_minor;

	private string $rounding;

	/** Units of the shop's currency for one of the pool's, times RATE_ONE. */
	private int $rate;

	/** Decimals of the pool's currency and of the shop's. */
	private int $pool_decimals;
	private int $shop_decimals;

	/** @throws \InvalidArgumentException When a part of the rule cannot be. */
	public function __construct( int $margin_bps, int $margin_minor, string $rounding, string $rate, int $pool_decimals, int $shop_decimals ) {
		if ( $margin_bps < 0 || $margin_bps > 100 * self::BPS_ONE || $margin_minor < 0 || $margin_minor > self::AMOUNT_MAX ) {
			throw new \InvalidArgumentException( 'margin' );
		}
		if ( ! in_array( $rounding, self::ROUNDINGS, true ) ) {
			throw new \InvalidArgumentException( 'rounding' );
		}
		foreach ( array( $pool_decimals, $shop_decimals ) as $decimals ) {
			if ( $decimals < 0 || $decimals > 4 ) {
				throw new \InvalidArgumentException( 'decimals' );
			}
		}
		$this->margin_bps    = $margin_bps;
		$this->margin_minor  = $margin_minor;
		$this->rounding      = $rounding;
		$this->rate          = self::read_rate( $rate );
		$this->pool_decimals = $pool_decimals;
		$this->shop_decimals = $shop_decimals;
	}

	/**
	 * The price in minor units of the shop's currency: cost and margin, rounded up, never below cost and never above the list price.
	 * Null when there is no such price, so that the product must not be sold: the list price does not cover the cost, or an amount
	 * is out of bounds.
	 *
	 * @param int $cost_minor What the shop pays the pool, in the pool's currency.
	 * @param int $list_minor The issuer's public price, in the pool's currency.
	 */
	public function price( int $cost_minor, int $list_minor ): ?int {
		if ( $cost_minor <= 0 || $list_minor <= 0 || $cost_minor > self::AMOUNT_MAX || $list_minor > self::AMOUNT_MAX ) {
			return null;
		}
		// Against the shop both times: a cost is never thought smaller, nor a limit larger, than it is.
		$cost  = $this->convert( $cost_minor, true );
		$limit = $this->convert( $list_minor, false );
		if ( $cost > $limit || $cost > self::AMOUNT_MAX ) {
			return null;
		}
		$wanted = $cost + self::divide_up( $cost * $this->margin_bps, self::BPS_ONE ) + $this->margin_minor;
		return max( $cost, min( $limit, $this->round( $wanted ) ) );
	}

	/** Whether a price that stands in the shop still covers the cost and stays within the list price. */
	public function allows( int $price_minor, int $cost_minor, int $list_minor ): bool {
		if ( $cost_minor <= 0 || $list_minor <= 0 || $cost_minor > self::AMOUNT_MAX || $list_minor > self::AMOUNT_MAX ) {
			return false;
		}
		return $price_minor >= $this->convert( $cost_minor, true ) && $price_minor <= $this->convert( $list_minor, false );
	}

	/** What an amount that the buyer pays is worth at the pool, never more: as much may be spent without a loss. */
	public function bears( int $shop_minor ): int {
		$above = max( 0, min( self::AMOUNT_MAX, $shop_minor ) ) * self::RATE_ONE;
		$shift = $this->pool_decimals - $this->shop_decimals;
		if ( $shift > 0 ) {
			$factor = 10 ** $shift;
			return intdiv( $above, $this->rate ) * $factor + intdiv( ( $above % $this->rate ) * $factor, $this->rate );
		}
		return intdiv( $above, $this->rate * 10 ** -$shift );
	}

	/** Up to the next amount with the ending the shop likes. */
	private function round( int $amount ): int {
		$unit = 10 ** $this->shop_decimals;
		if ( 'none' === $this->rounding || 1 === $unit ) {
			return $amount;
		}
		$ending = 'whole' === $this->rounding ? 0 : intdiv( (int) $this->rounding * $unit, 100 );
		return self::divide_up( max( 0, $amount - $ending ), $unit ) * $unit + $ending;
	}

	private function convert( int $minor, bool $up ): int {
		$shift = $this->shop_decimals - $this->pool_decimals;
		$above = $minor * $this->rate;
		$below = self::RATE_ONE;
		if ( $shift > 0 ) {
			// Whole units first, so that the product stays within 64 bits for every shift.
			$factor = 10 ** $shift;
			$whole  = intdiv( $above, $below );
			$rest   = ( $above % $below ) * $factor;
			return $whole * $factor + ( $up ? self::divide_up( $rest, $below ) : intdiv( $rest, $below ) );
		}
		$below *= 10 ** -$shift;
		return $up ? self::divide_up( $above, $below ) : intdiv( $above, $below );
	}

	private static function divide_up( int $above, int $below ): int {
		return intdiv( $above, $below ) + ( $above % $below > 0 ? 1 : 0 );
	}

	/** Reads `7.2345` without going through a float. */
	private static function read_rate( string $text ): int {
		if ( preg_match( '/^(\d{1,4})(?:\.(\d{1,8}))?$/', $text, $parts ) !== 1 ) {
			throw new \InvalidArgumentException( 'rate' );
		}
		$rate = (int) $parts[1] * self::RATE_ONE + (int) str_pad( $parts[2] ?? '', 8, '0' );
		if ( $rate <= 0 || $rate > self::RATE_MAX ) {
			throw new \InvalidArgumentException( 'rate' );
		}
		return $rate;
	}
}
