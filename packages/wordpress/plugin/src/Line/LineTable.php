<?php
/**
 * The lines that were paid for in the shop, in a table of ours: what of them was bought, and who is at it.
 *
 * @package Kameng
 */

namespace Kameng\Line;

use Kameng\Shop\BuyItem;
use Kameng\Shop\LineState;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class LineTable {
	const VERSION        = '2';
	const VERSION_OPTION = 'kameng_lines';
	/** Longest that one process may be at a line, in seconds: more than its requests can take together. */
	const CLAIM_S = 90;

	public static function name(): string {
		global $wpdb;
		return $wpdb->prefix . 'kameng_lines';
	}

	public static function install(): void {
		if ( get_option( self::VERSION_OPTION ) === self::VERSION ) {
			return;
		}
		global $wpdb;
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		$name = self::name();
		dbDelta(
			"CREATE TABLE $name (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			item_id bigint(20) unsigned NOT NULL,
			order_id bigint(20) unsigned NOT NULL,
			product varchar(40) NOT NULL,
			name varchar(200) NOT NULL,
			quantity int(11) NOT NULL,
			reference varchar(128) NOT NULL,
			mode varchar(8) NOT NULL,
			max_minor bigint(20) NOT NULL,
			currency varchar(3) NOT NULL,
			hold_id varchar(40) NOT NULL DEFAULT '',
			pool_order varchar(40) NOT NULL DEFAULT '',
			state varchar(12) NOT NULL,
			reason varchar(64) NOT NULL DEFAULT '',
			delivered int(11) NOT NULL DEFAULT 0,
			attempts int(11) NOT NULL DEFAULT 0,
			sequence int(11) NOT NULL DEFAULT 0,
			next_at bigint(20) NOT NULL DEFAULT 0,
			claim varchar(32) NOT NULL DEFAULT '',
			claimed_until bigint(20) NOT NULL DEFAULT 0,
			revealed_at bigint(20) NOT NULL DEFAULT 0,
			closed_at bigint(20) NOT NULL DEFAULT 0,
			mailed_at bigint(20) NOT NULL DEFAULT 0,
			created_at bigint(20) NOT NULL,
			PRIMARY KEY  (id),
			UNIQUE KEY item_id (item_id),
			KEY order_id (order_id),
			KEY reference (reference),
			KEY due (next_at)
		) {$wpdb->get_charset_collate()};"
		);
		KeptCodes::install();
		update_option( self::VERSION_OPTION, self::VERSION, true );
	}

	/**
	 * Adds a line once: an item of an order has one, whoever asks and however often.
	 *
	 * @param array<string, int|string> $line Columns.
	 */
	public static function add( array $line ): void {
		global $wpdb;
		$columns = implode( ', ', array_keys( $line ) );
		$places  = implode( ', ', array_map( static fn( $value ) => is_int( $value ) ? '%d' : '%s', $line ) );
		$wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO %i ($columns) VALUES ($places)", array_merge( array( self::name() ), array_values( $line ) ) ) ); // phpcs:ignore WordPress.DB -- column names are ours.
	}

	/** @return array<string, mixed>|null */
	public static function get( int $id ): ?array {
		return self::find( 'id = %d', array( $id ), 1 )[0] ?? null;
	}

	/** @return array<string, mixed>|null */
	public static function of_item( int $item ): ?array {
		return self::find( 'item_id = %d', array( $item ), 1 )[0] ?? null;
	}

	/** @return array<string, mixed>|null */
	public static function of_reference( string $reference ): ?array {
		return '' === $reference ? null : ( self::find( 'reference = %s', array( $reference ), 1 )[0] ?? null );
	}

	/** @return array<int, array<string, mixed>> */
	public static function of_order( int $order ): array {
		return self::find( 'order_id = %d', array( $order ), 500 );
	}

	/** @return array<int, array<string, mixed>> Those whose time has come. */
	public static function due( int $now, int $most ): array {
		return self::find( 'next_at > 0 AND next_at <= %d AND claimed_until < %d', array( $now, $now ), $most, 'next_at' );
	}

	/**
	 * @param array<int, int|string> $values For the places of the condition.
	 * @return array<int, array<string, mixed>>
	 */
	public static function find( string $condition, array $values, int $most, string $by = 'id', int $from = 0 ): array {
		global $wpdb;
		$order = 'id DESC' === $by ? 'id DESC' : ( 'next_at' === $by ? 'next_at' : 'id' );
		$rows  = $wpdb->get_results( $wpdb->prepare( "SELECT * FROM %i WHERE $condition ORDER BY $order LIMIT %d OFFSET %d", array_merge( array( self::name() ), $values, array( $most, $from ) ) ), ARRAY_A ); // phpcs:ignore WordPress.DB -- conditions are ours.
		return array_map( array( self::class, 'typed' ), is_array( $rows ) ? $rows : array() );
	}

	/** @return array<string, int> How many there are in each state. */
	public static function counts(): array {
		global $wpdb;
		$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT state, COUNT(*) AS lines_in FROM %i WHERE closed_at = 0 GROUP BY state', self::name() ), ARRAY_A ); // phpcs:ignore WordPress.DB -- own table.
		return array_map( 'intval', array_column( is_array( $rows ) ? $rows : array(), 'lines_in', 'state' ) );
	}

	/** Whether this process now is the only one at the line. */
	public static function claim( int $id, string $claim, int $now ): bool {
		return 1 === self::change( 'claim = %s, claimed_until = %d', array( $claim, $now + self::CLAIM_S ), 'id = %d AND claimed_until < %d', array( $id, $now ) );
	}

	/**
	 * Ends a claim with what came of it. False when the claim ran out and somebody else has taken over.
	 *
	 * @param array<string, int|string> $columns To set.
	 */
	public static function settle( int $id, string $claim, array $columns ): bool {
		$columns += array(
			'claim'         => '',
			'claimed_until' => 0,
		);
		$set      = implode( ', ', array_map( static fn( $name, $value ) => $name . ' = ' . ( is_int( $value ) ? '%d' : '%s' ), array_keys( $columns ), $columns ) );
		return 1 === self::change( $set, array_values( $columns ), 'id = %d AND claim = %s', array( $id, $claim ) );
	}

	/** @return bool Whether the codes may be shown: from now on they count as seen. */
	public static function mark_revealed( int $id, int $now ): bool {
		self::change( 'revealed_at = %d', array( $now ), 'id = %d AND revealed_at = 0 AND closed_at = 0', array( $id ) );
		$line = self::get( $id );
		return null !== $line && $line['revealed_at'] > 0 && 0 === $line['closed_at'];
	}

	/** Takes the mark back when this very call set it and no code has left the pool. */
	public static function unmark_revealed( int $id, int $marked_at ): void {
		self::change( 'revealed_at = 0', array(), 'id = %d AND revealed_at = %d', array( $id, $marked_at ) );
	}

	/** @return bool Whether the link is closed now; false when the codes were seen before. */
	public static function close( int $id, int $now, bool $also_seen ): bool {
		$seen = $also_seen ? '' : ' AND revealed_at = 0';
		self::change( 'closed_at = %d', array( $now ), "id = %d AND closed_at = 0$seen", array( $id ) );
		$line   = self::get( $id );
		$closed = null !== $line && $line['closed_at'] > 0;
		if ( $closed ) {
			KeptCodes::forget( $id );
		}
		return $closed;
	}

	public static function reopen( int $id ): void {
		self::change( 'closed_at = 0', array(), 'id = %d AND state NOT IN (%s)', array( $id, LineState::CANCELLED ) );
	}

	/** @return bool Whether so many fewer are bought now; a line of which nothing is left is cancelled. */
	public static function buy_less( int $id, int $fewer, int $now ): bool {
		$free = 'id = %d AND claimed_until < %d AND state IN (%s, %s)';
		$who  = array( $id, $now, LineState::PENDING, BuyItem::HELD );
		self::change( 'state = %s, next_at = 0, closed_at = %d', array( LineState::CANCELLED, $now ), $free . ' AND quantity <= %d', array_merge( $who, array( $fewer ) ) );
		self::change( 'quantity = quantity - %d', array( $fewer ), $free, $who );
		$line = self::get( $id );
		return null !== $line && $line['claimed_until'] < $now;
	}

	/**
	 * Puts back what a refund that did not happen had changed.
	 *
	 * @param array<string, mixed> $before The line as it was.
	 */
	public static function put_back( array $before ): void {
		self::change( 'state = %s, quantity = %d, closed_at = %d, next_at = %d', array( $before['state'], $before['quantity'], $before['closed_at'], $before['next_at'] ), 'id = %d', array( $before['id'] ) );
	}

	/** @return bool Whether the mail is this process' to send. */
	public static function take_mail( int $id, int $now ): bool {
		return 1 === self::change( 'mailed_at = %d', array( $now ), 'id = %d AND mailed_at = 0', array( $id ) );
	}

	/** @return bool Whether the held line may cost so much now. */
	public static function change_held( int $id, int $most, string $currency, int $now ): bool {
		return 1 === self::change( 'max_minor = %d, currency = %s, attempts = 0, next_at = %d', array( $most, $currency, $now ), 'id = %d AND state = %s AND claimed_until < %d', array( $id, BuyItem::HELD, $now ) );
	}

	/** @return bool Whether the line starts anew: refunded by the pool, or never bought because the order had ended. */
	public static function renew( int $id, string $reference, int $now ): bool {
		return 1 === self::change( "state = %s, reference = %s, hold_id = '', pool_order = '', reason = '', delivered = 0, sequence = 0, attempts = 0, mailed_at = 0, closed_at = 0, next_at = %d", array( LineState::PENDING, $reference, $now ), 'id = %d AND state IN (%s, %s) AND claimed_until < %d', array( $id, BuyItem::REFUNDED, LineState::CANCELLED, $now ) );
	}

	/**
	 * @param array<int, int|string> $values What to set.
	 * @param array<int, int|string> $found  For the condition.
	 */
	private static function change( string $set, array $values, string $condition, array $found ): int {
		global $wpdb;
		return (int) $wpdb->query( $wpdb->prepare( "UPDATE %i SET $set WHERE $condition", array_merge( array( self::name() ), $values, $found ) ) ); // phpcs:ignore WordPress.DB -- own table, parts are ours.
	}

	/**
	 * @param array<string, string|null> $row As the database has it.
	 * @return array<string, mixed>
	 */
	private static function typed( array $row ): array {
		foreach ( array( 'id', 'item_id', 'order_id', 'quantity', 'max_minor', 'delivered', 'attempts', 'sequence', 'next_at', 'claimed_until', 'revealed_at', 'closed_at', 'mailed_at', 'created_at' ) as $name ) {
			$row[ $name ] = (int) ( $row[ $name ] ?? 0 );
		}
		return $row;
	}
}
