<?php
/**
 * Search the pool, tick products, import them with a bar that shows how far it is.
 *
 * @package Kameng
 */

namespace Kameng\Desk;

use Kameng\Plugin;
use Kameng\Rest\ImportBatch;
use Kameng\Store\SearchPool;
use Kameng\Store\ShopSettings;
use Kameng\Store\Words;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class ImportTab {
	const HANDLE = 'kameng-import';

	public static function enqueue(): void {
		wp_enqueue_script( self::HANDLE, Plugin::url( 'assets/import.js' ), array( 'wp-api-fetch' ), Plugin::VERSION, true );
		$words = array(
			'batch'    => ImportBatch::BATCH_MAX,
			/* translators: 1: how many are done, 2: how many in all. */
			'progress' => __( '%1$s of %2$s', 'kameng' ),
			/* translators: 1: how many were made, 2: how many were there before, 3: how many failed. */
			'done'     => __( 'Done: %1$s new, %2$s there before, %3$s failed.', 'kameng' ),
			'looking'  => __( 'Looking for products…', 'kameng' ),
			'nothing'  => __( 'Tick at least one product.', 'kameng' ),
			'failed'   => __( 'The import stopped. What is done is done; press again to go on.', 'kameng' ),
			'here'     => __( 'In the shop', 'kameng' ),
		);
		wp_add_inline_script( self::HANDLE, 'window.kamengImport = ' . wp_json_encode( $words ) . ';', 'before' );
	}

	public static function show(): void {
		if ( ! ShopSettings::connected() ) {
			echo '<p class="kameng-empty">' . esc_html__( 'Connect the shop to the pool first.', 'kameng' ) . '</p><p><a class="button button-primary" href="' . esc_url( ShopPage::url( 'settings' ) ) . '">' . esc_html__( 'Settings', 'kameng' ) . '</a></p>';
			return;
		}
		$query = array();
		foreach ( array( 'q', 'kind', 'cursor' ) as $name ) {
			$query[ $name ] = isset( $_GET[ $name ] ) && is_string( $_GET[ $name ] ) ? mb_substr( sanitize_text_field( wp_unslash( $_GET[ $name ] ) ), 0, 400 ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- a search.
		}
		$page = SearchPool::page( $query );
		self::search_form( $query );
		if ( '' !== $page['code'] ) {
			echo '<p class="kameng-empty">' . esc_html( Words::reason( $page['code'] ) ) . '</p>';
			return;
		}
		if ( ! $page['data'] ) {
			echo '<p class="kameng-empty">' . esc_html__( 'The pool has nothing like that. Try fewer words.', 'kameng' ) . '</p>';
			return;
		}
		echo '<form id="kameng-import" data-q="' . esc_attr( $query['q'] ) . '" data-kind="' . esc_attr( $query['kind'] ) . '"><table class="wp-list-table widefat striped"><thead><tr><td class="check-column"><input type="checkbox" id="kameng-all" aria-label="' . esc_attr__( 'All on this page', 'kameng' ) . '"></td><th>' . esc_html__( 'Product', 'kameng' ) . '</th><th class="num">' . esc_html__( 'You pay', 'kameng' ) . '</th><th class="num">' . esc_html__( 'Your price', 'kameng' ) . '</th><th class="num">' . esc_html__( 'List price', 'kameng' ) . '</th><th>' . esc_html__( 'Here', 'kameng' ) . '</th></tr></thead><tbody>';
		array_map( array( self::class, 'row' ), $page['data'] );
		echo '</tbody></table>';
		self::buttons();
		echo '</form>';
		if ( '' !== $page['next_cursor'] ) {
			echo '<p><a class="button" href="' . esc_url( add_query_arg( array_map( 'rawurlencode', array( 'cursor' => $page['next_cursor'], 'q' => $query['q'], 'kind' => $query['kind'] ) ), ShopPage::url( 'import' ) ) ) . '">' . esc_html__( 'Next page', 'kameng' ) . '</a></p>';
		}
	}

	/** @param array<string, string> $query As asked. */
	private static function search_form( array $query ): void {
		echo '<form method="get" class="kameng-search"><input type="hidden" name="page" value="' . esc_attr( ShopPage::SLUG ) . '"><input type="hidden" name="tab" value="import"><input type="search" name="q" value="' . esc_attr( $query['q'] ) . '" placeholder="' . esc_attr__( 'Name or brand', 'kameng' ) . '" aria-label="' . esc_attr__( 'Name or brand', 'kameng' ) . '"> <select name="kind" aria-label="' . esc_attr__( 'Kind', 'kameng' ) . '">';
		$kinds = array(
			''         => __( 'Every kind', 'kameng' ),
			'game'     => __( 'Game cards', 'kameng' ),
			'video'    => __( 'Video memberships', 'kameng' ),
			'music'    => __( 'Music memberships', 'kameng' ),
			'software' => __( 'Software licences', 'kameng' ),
			'course'   => __( 'Courses', 'kameng' ),
			'coupon'   => __( 'Vouchers', 'kameng' ),
			'ticket'   => __( 'Tickets', 'kameng' ),
		);
		foreach ( $kinds as $kind => $name ) {
			printf( '<option value="%1$s"%2$s>%3$s</option>', esc_attr( $kind ), selected( $query['kind'], $kind, false ), esc_html( $name ) );
		}
		echo '</select> <button class="button">' . esc_html__( 'Search', 'kameng' ) . '</button></form>';
	}

	/** @param array<string, mixed> $product From SearchPool. */
	private static function row( array $product ): void {
		$here = $product['shop'] > 0 ? '<a href="' . esc_url( (string) get_edit_post_link( $product['shop'], '' ) ) . '">' . esc_html__( 'In the shop', 'kameng' ) . '</a>' : esc_html( Words::unsold( $product['reason'] ) );
		printf(
			'<tr><th class="check-column"><input type="checkbox" name="product" value="%1$s" id="%1$s"%2$s></th><td class="name" data-label="%8$s"><label for="%1$s">%3$s</label></td><td class="num" data-label="%9$s">%4$s</td><td class="num" data-label="%10$s"><strong>%5$s</strong></td><td class="num" data-label="%11$s">%6$s</td><td class="here">%7$s</td></tr>',
			esc_attr( $product['id'] ),
			disabled( $product['shop'] > 0, true, false ),
			esc_html( $product['name'] ),
			esc_html( $product['cost'] ),
			esc_html( $product['price'] ),
			esc_html( $product['list'] ),
			$here, // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above.
			esc_attr__( 'Product', 'kameng' ),
			esc_attr__( 'You pay', 'kameng' ),
			esc_attr__( 'Your price', 'kameng' ),
			esc_attr__( 'List price', 'kameng' )
		);
	}

	private static function buttons(): void {
		echo '<div class="kameng-actions"><label><input type="checkbox" name="grouped" value="1"> ' . esc_html__( 'One product for each brand, values as variations', 'kameng' ) . '</label><label>' . esc_html__( 'As', 'kameng' ) . ' <select name="status"><option value="draft">' . esc_html__( 'draft', 'kameng' ) . '</option><option value="publish">' . esc_html__( 'published', 'kameng' ) . '</option></select></label><button class="button button-primary" name="which" value="ticked">' . esc_html__( 'Import ticked', 'kameng' ) . '</button> <button class="button" name="which" value="all">' . esc_html__( 'Import all that match', 'kameng' ) . '</button></div><div class="kameng-progress" hidden><progress max="1" value="0"></progress> <span role="status"></span></div>';
	}
}
