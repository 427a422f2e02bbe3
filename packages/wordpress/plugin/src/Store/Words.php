<?php
/**
 * What states and refusals are called, for owners and buyers.
 *
 * @package Kameng
 */

namespace Kameng\Store;

use Kameng\Shop\BuyItem;
use Kameng\Shop\LineState;
use Kameng\Shop\RefundRule;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Words {
	/** @return array<string, string> State => what the owner reads. */
	public static function states(): array {
		return array(
			LineState::PENDING   => __( 'About to be bought', 'kameng' ),
			BuyItem::AGAIN       => __( 'Trying again', 'kameng' ),
			BuyItem::HELD        => __( 'Held: nothing bought', 'kameng' ),
			BuyItem::WAITING     => __( 'Bought, codes on their way', 'kameng' ),
			BuyItem::DELIVERED   => __( 'Delivered', 'kameng' ),
			LineState::SHORT     => __( 'Delivered in part', 'kameng' ),
			BuyItem::REFUNDED    => __( 'Refunded by the pool', 'kameng' ),
			BuyItem::STOPPED     => __( 'Stopped', 'kameng' ),
			LineState::CANCELLED => __( 'Not bought: refunded in the shop', 'kameng' ),
		);
	}

	/** Why a product of the pool is not for sale here. */
	public static function unsold( string $reason ): string {
		return 'sold_out' === $reason ? __( 'Sold out at the pool', 'kameng' ) : self::reason( $reason );
	}

	/**
	 * What the owner can do about a line; '' when nothing is to be done.
	 *
	 * @param array<string, mixed> $line Of LineTable.
	 */
	public static function advice( array $line ): string {
		if ( LineState::SHORT === $line['state'] ) {
			/* translators: 1: codes delivered, 2: codes bought. */
			return sprintf( __( '%1$d of %2$d codes came; the pool gave back the price of the rest. Refund the buyer the same part.', 'kameng' ), $line['delivered'], $line['quantity'] );
		}
		if ( BuyItem::REFUNDED === $line['state'] ) {
			return __( 'The price is back on your balance. Refund the buyer, or buy again.', 'kameng' );
		}
		return self::reason( $line['reason'] );
	}

	/** What a refusal of the pool means and what to do. */
	public static function reason( string $code ): string {
		switch ( $code ) {
			case '':
				return '';
			case 'sold_out':
				return __( 'The pool is sold out. Wait for a restock, or refund the buyer.', 'kameng' );
			case 'price_moved':
				return __( 'The pool now asks more than this line may cost. Accept the new price, or refund the buyer.', 'kameng' );
			case 'balance_too_low':
				return __( 'The balance at the pool does not cover it. Top it up.', 'kameng' );
			case 'product_not_found':
			case 'offer_not_found':
			case 'withdrawn':
				return __( 'The pool no longer sells this product.', 'kameng' );
			case 'quantity_out_of_range':
				return __( 'The pool does not sell this quantity at once.', 'kameng' );
			case 'key_invalid':
			case 'key_missing':
			case 'key_wrong_kind':
				return __( 'The pool does not accept the secret key. Check it in the settings.', 'kameng' );
			case 'unreachable':
			case 'no_order':
				return __( 'The pool does not answer.', 'kameng' );
			case 'not_paid':
				return __( 'The order is not marked as paid.', 'kameng' );
			case 'refunded_in_shop':
				return __( 'It was refunded in the shop first.', 'kameng' );
			case 'reference_conflict':
			case 'another_order':
				return __( 'Another purchase was made under this line’s reference. Compare it with your orders at the pool.', 'kameng' );
			case 'no_rate':
				return __( 'There is no exchange rate for the pool’s currency. Set one.', 'kameng' );
			case 'list_below_cost':
				return __( 'The list price does not cover the cost.', 'kameng' );
			default:
				/* translators: %s: a code such as "invalid_request". */
				return sprintf( __( 'The pool refused: %s.', 'kameng' ), $code );
		}
	}

	/**
	 * The note in the order.
	 *
	 * @param array<string, mixed> $line Of LineTable.
	 */
	public static function note( array $line ): string {
		$states = self::states();
		/* translators: 1: name of the product, 2: how many, 3: what happened. */
		$text = sprintf( __( '%1$s × %2$d: %3$s.', 'kameng' ), $line['name'], $line['quantity'], $states[ $line['state'] ] ?? $line['state'] );
		$text  .= rtrim( ' ' . self::advice( $line ) );
		/* translators: %s: id of an order at the pool. */
		$text .= '' === $line['pool_order'] ? '' : ' ' . sprintf( __( 'Order at the pool: %s.', 'kameng' ), $line['pool_order'] );
		return 'sandbox' === $line['mode'] ? __( '[Sandbox]', 'kameng' ) . ' ' . $text : $text;
	}

	/** What the buyer reads beside a line. */
	public static function for_buyer( string $state, bool $closed ): string {
		if ( $closed ) {
			return __( 'Refunded', 'kameng' );
		}
		if ( in_array( $state, LineState::VISIBLE, true ) ) {
			return LineState::SHORT === $state ? __( 'Ready in part; the shop will contact you about the rest', 'kameng' ) : __( 'Ready', 'kameng' );
		}
		return in_array( $state, array( BuyItem::REFUNDED, BuyItem::STOPPED ), true ) ? __( 'The shop will contact you', 'kameng' ) : __( 'On its way; you get an e-mail', 'kameng' );
	}

	/** Why a refund is refused. */
	public static function refund( string $decision ): string {
		switch ( $decision ) {
			case RefundRule::REFUSE_SEEN:
				return __( 'The codes of this line were seen, so they are the buyer’s. Refund an amount without a quantity, or allow refunds of seen codes in the settings.', 'kameng' );
			case RefundRule::REFUSE_PART:
				return __( 'One code of several cannot be taken back. Refund the whole line, or an amount without a quantity.', 'kameng' );
			default:
				return __( 'The pool is being asked about this line right now. Try again in a minute.', 'kameng' );
		}
	}

	/** Why a cart cannot be bought, for the buyer. */
	public static function quote( string $result, string $name, int $min, int $max ): string {
		switch ( $result ) {
			case 'sold_out':
			case 'product_not_found':
				/* translators: %s: name of the product. */
				return sprintf( __( '“%s” is sold out. Nothing was charged.', 'kameng' ), $name );
			case 'price_moved':
				/* translators: %s: name of the product. */
				return sprintf( __( 'The price of “%s” has just changed. Nothing was charged; please look at the new price.', 'kameng' ), $name );
			case 'quantity_out_of_range':
				/* translators: 1: name of the product, 2: fewest, 3: most. */
				return sprintf( __( 'Of “%1$s” between %2$d and %3$d can be bought at once.', 'kameng' ), $name, $min, $max );
			default:
				/* translators: %s: name of the product. */
				return sprintf( __( '“%s” cannot be confirmed at this moment. Nothing was charged; please try again in a minute.', 'kameng' ), $name );
		}
	}
}
