<?php
/**
 * The link to the codes of an order, and what stands around it.
 *
 * @package Kameng
 */

namespace Kameng\View;

use Kameng\Line\LineTable;
use Kameng\Shop\LineState;
use Kameng\Shop\ViewLink;
use Kameng\Store\ShopSettings;
use Kameng\Store\Words;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class CodesLink {
	const QUERY = 'kameng_codes';
	/** A mail is looked for months later. */
	const MAIL_LASTS_S = 15552000;

	/** @param mixed $order WC_Order. */
	public static function of( $order, int $expires ): string {
		$name = ViewLink::sign( ShopSettings::secret(), (int) $order->get_id(), (string) $order->get_order_key(), $expires );
		return add_query_arg( self::QUERY, $name, home_url( '/' ) );
	}

	/** The link when anything can be seen behind it, else ''. @param mixed $order WC_Order. */
	public static function for_mail( $order ): string {
		foreach ( LineTable::of_order( (int) $order->get_id() ) as $line ) {
			if ( self::visible( $line ) ) {
				return self::of( $order, time() + self::MAIL_LASTS_S );
			}
		}
		return '';
	}

	/** @param array<string, mixed> $line Of LineTable. */
	public static function visible( array $line ): bool {
		return in_array( $line['state'], LineState::VISIBLE, true ) && 0 === $line['closed_at'];
	}

	/** Escaped HTML; '' when the order has nothing of the pool. @param mixed $order WC_Order. */
	public static function section( $order, int $expires ): string {
		$lines = LineTable::of_order( (int) $order->get_id() );
		if ( ! $lines ) {
			return '';
		}
		$html = '<section class="kameng-codes"><h2 class="woocommerce-column__title">' . esc_html__( 'Your codes', 'kameng' ) . '</h2><ul>';
		foreach ( $lines as $line ) {
			$html .= '<li>' . esc_html( $line['name'] . ' × ' . $line['quantity'] ) . ' – ' . esc_html( Words::for_buyer( $line['state'], $line['closed_at'] > 0 ) ) . '</li>';
		}
		$html .= '</ul>';
		if ( array_filter( $lines, array( self::class, 'visible' ) ) ) {
			$html .= '<p><a class="button wp-element-button" rel="nofollow noreferrer" href="' . esc_url( self::of( $order, $expires ) ) . '">' . esc_html__( 'Show your codes', 'kameng' ) . '</a></p>';
		}
		return $html . '</section>';
	}
}
