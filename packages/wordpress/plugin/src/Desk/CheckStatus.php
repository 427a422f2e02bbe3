<?php
/**
 * Looks at everything the shop depends on, and says what is wrong in words.
 *
 * @package Kameng
 */

namespace Kameng\Desk;

use Kameng\Catalog\FollowChanges;
use Kameng\Line\Schedule;
use Kameng\Line\Sweep;
use Kameng\Pool\Answer;
use Kameng\Rest\ReceiveWebhook;
use Kameng\Store\SearchPool;
use Kameng\Store\ShopSettings;
use Kameng\Store\Webhooks;
use Kameng\Store\Words;
use Kameng\Woo\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class CheckStatus {
	const WAIT_S = 8;
	/** The hourly look may be late by as much before somebody is told. */
	const LATE_S = 10800;
	/** The pool refuses signatures that are further off; warn earlier. */
	const CLOCK_S = 60;

	private static ?Answer $balance = null;

	/** @return array<int, array{name: string, result: string, text: string}> */
	public static function all(): array {
		$checks = array( self::key() );
		if ( 'good' === $checks[0]['result'] ) {
			$checks = array_merge( $checks, array( self::funds(), self::webhook(), self::reachable(), self::clock() ) );
		}
		return array_merge( $checks, array( self::cron(), self::feed(), self::tls(), self::currency() ) );
	}

	public static function balance(): string {
		$answer = self::ask_balance();
		if ( ! $answer->ok() ) {
			return '–';
		}
		return implode( ' · ', array_map( array( SearchPool::class, 'money' ), array_filter( (array) ( $answer->body['data'] ?? array() ), 'is_array' ) ) );
	}

	private static function ask_balance(): Answer {
		self::$balance = self::$balance ?? ( ShopSettings::connected() ? ShopSettings::pool( self::WAIT_S )->get( '/v1/balance' ) : new Answer( 0, array(), 'not set' ) );
		return self::$balance;
	}

	/** @return array{name: string, result: string, text: string} */
	private static function key(): array {
		$name   = __( 'Pool and key', 'kameng' );
		$answer = self::ask_balance();
		if ( ! ShopSettings::connected() ) {
			return self::check( $name, false, __( 'Not connected. Enter the address and the secret key in the settings.', 'kameng' ) );
		}
		return self::check( $name, $answer->ok(), $answer->ok() ? ShopSettings::origin( ShopSettings::mode() ) : Words::reason( $answer->code() ) );
	}

	/** @return array{name: string, result: string, text: string} */
	private static function funds(): array {
		$most = max( array_merge( array( 0 ), array_map( 'intval', array_column( (array) ( self::ask_balance()->body['data'] ?? array() ), 'amount_minor' ) ) ) );
		if ( 0 === $most ) {
			return self::check( __( 'Balance', 'kameng' ), false, __( 'Empty: paid orders cannot be bought. Top it up at the pool.', 'kameng' ) );
		}
		$low = (bool) get_transient( ReceiveWebhook::BALANCE_LOW );
		return self::check( __( 'Balance', 'kameng' ), ! $low, $low ? __( 'The pool says that it is low. Top it up.', 'kameng' ) : self::balance() );
	}

	/** @return array{name: string, result: string, text: string} */
	private static function webhook(): array {
		$known = Webhooks::known()[ ShopSettings::mode() ] ?? null;
		if ( null === $known || Webhooks::address() !== $known['url'] ) {
			return self::check( __( 'Messages from the pool', 'kameng' ), false, __( 'Not registered for this address. Press “Save and connect” in the settings; until then the shop asks every hour.', 'kameng' ) );
		}
		$last = (int) get_option( Webhooks::LAST, 0 );
		/* translators: %s: a time span. */
		return self::check( __( 'Messages from the pool', 'kameng' ), true, $last > 0 ? sprintf( __( 'The last one came %s ago.', 'kameng' ), human_time_diff( $last ) ) : __( 'Registered; none has come yet.', 'kameng' ) );
	}

	/** Asks our own address without a signature: a refusal by our own code is the right answer. @return array{name: string, result: string, text: string} */
	private static function reachable(): array {
		$answer = wp_remote_post(
			Webhooks::address(),
			array(
				'timeout'     => self::WAIT_S,
				'redirection' => 0,
				'sslverify'   => true,
				'headers'     => array( 'Content-Type' => 'application/json' ),
				'body'        => '{"type":"check","data":{}}',
			)
		);
		$status = is_wp_error( $answer ) ? 0 : (int) wp_remote_retrieve_response_code( $answer );
		/* translators: %d: an HTTP status; 0 when nothing answered. */
		return self::check( __( 'Address for messages', 'kameng' ), 401 === $status, 401 === $status ? Webhooks::address() : sprintf( __( 'This site answers %d at its own address; a firewall, a password or a cache is in the way.', 'kameng' ), $status ) );
	}

	/** @return array{name: string, result: string, text: string} */
	private static function clock(): array {
		$answer = wp_remote_get( ShopSettings::origin( ShopSettings::mode() ) . '/healthz', array( 'timeout' => self::WAIT_S, 'redirection' => 0 ) );
		$date   = is_wp_error( $answer ) ? '' : (string) wp_remote_retrieve_header( $answer, 'date' );
		$theirs = '' === $date ? false : strtotime( $date );
		$apart  = false === $theirs ? 0 : abs( time() - $theirs );
		/* translators: %d: seconds. */
		return self::check( __( 'Clock', 'kameng' ), $apart <= self::CLOCK_S, sprintf( __( '%d s apart from the pool’s.', 'kameng' ), $apart ) );
	}

	/** @return array{name: string, result: string, text: string} */
	private static function cron(): array {
		$last = (int) get_option( Sweep::LAST, 0 );
		$next = Schedule::next( Sweep::ACTION );
		if ( $last > 0 && time() - $last <= self::LATE_S ) {
			/* translators: %s: a time span. */
			return self::check( __( 'Hourly look', 'kameng' ), true, sprintf( __( 'The last one was %s ago.', 'kameng' ), human_time_diff( $last ) ) );
		}
		if ( 0 === $last && $next > time() - self::LATE_S ) {
			return self::check( __( 'Hourly look', 'kameng' ), true, __( 'Planned; it has not run yet.', 'kameng' ) );
		}
		return self::check( __( 'Hourly look', 'kameng' ), false, __( 'It does not run. Nobody visits the site, or WP-Cron is switched off without a system cron in its place.', 'kameng' ) );
	}

	/** @return array{name: string, result: string, text: string} */
	private static function feed(): array {
		$known = get_option( FollowChanges::CURSOR, array() );
		$at    = (int) ( $known['at'] ?? 0 );
		/* translators: %s: a time span. */
		return self::check( __( 'Prices and stock', 'kameng' ), $at > 0 && time() - $at <= self::LATE_S, $at > 0 ? sprintf( __( 'Compared %s ago.', 'kameng' ), human_time_diff( $at ) ) : __( 'Not compared yet. Press the button below.', 'kameng' ) );
	}

	/** @return array{name: string, result: string, text: string} */
	private static function tls(): array {
		$good = strncmp( home_url(), 'https://', 8 ) === 0;
		return self::check( __( 'Encryption', 'kameng' ), $good, $good ? home_url() : __( 'The shop’s address is not https. Links to codes and payments need it.', 'kameng' ) );
	}

	/** @return array{name: string, result: string, text: string} */
	private static function currency(): array {
		$pools = array_column( (array) ( self::ask_balance()->body['data'] ?? array() ), 'currency' );
		$same  = ! $pools || in_array( Shop::currency(), $pools, true ) || '1' !== ShopSettings::get( 'rate' );
		return self::check( __( 'Currency', 'kameng' ), $same, $same ? Shop::currency() : Words::reason( 'no_rate' ) );
	}

	/** @return array{name: string, result: string, text: string} */
	private static function check( string $name, bool $good, string $text ): array {
		return array(
			'name'   => $name,
			'result' => $good ? 'good' : 'wrong',
			'text'   => $text,
		);
	}
}
