<?php
// Orders and their items as posts; statuses with WooCommerce's actions in WooCommerce's order.
defined( 'ABSPATH' ) || exit;

final class WC_Order_Item_Product extends Stand_In_Thing {
	const TYPE = 'shop_order_item';
	public function get_product() {
		return wc_get_product( (int) ( $this->values['product_id'] ?? 0 ) );
	}
	public function save(): int {
		return $this->keep( array( 'post_title' => 'item', 'post_parent' => (int) ( $this->values['order_id'] ?? 0 ) ) );
	}
}

final class WC_Order extends Stand_In_Thing {
	const TYPE = 'shop_order';
	/** @var WC_Order_Item_Product[] Not saved yet. */
	private array $fresh = array();

	public function get_type(): string {
		return 'shop_order';
	}
	public function get_status(): string {
		return $this->values['status'] ?? 'pending';
	}
	public function is_paid(): bool {
		return in_array( $this->get_status(), wc_get_is_paid_statuses(), true );
	}
	public function get_order_number(): string {
		return (string) $this->id;
	}
	public function get_total(): string {
		return number_format( array_sum( array_map( static fn( $item ) => (float) $item->get_total(), $this->get_items() ) ), 2, '.', '' );
	}
	public function add_product( $product, int $quantity ): void {
		$item  = new WC_Order_Item_Product();
		$total = number_format( (float) $product->get_price() * $quantity, 2, '.', '' );
		foreach ( array( 'product_id' => $product->get_id(), 'name' => $product->get_name(), 'quantity' => $quantity, 'total' => $total, 'subtotal' => $total ) as $name => $value ) {
			$item->{"set_$name"}( $value );
		}
		$this->fresh[] = $item;
	}
	public function calculate_totals(): void {}
	public function remove_order_items(): void {
		foreach ( stand_in_children( 'shop_order_item', $this->id ) as $id ) {
			wp_delete_post( $id, true );
		}
		$this->fresh = array();
	}
	/** @return WC_Order_Item_Product[] */
	public function get_items(): array {
		$items = $this->fresh;
		foreach ( $this->id > 0 ? stand_in_children( 'shop_order_item', $this->id ) : array() as $id ) {
			$items[ $id ] = new WC_Order_Item_Product( $id );
		}
		return $items;
	}
	public function save(): int {
		$this->values += array( 'order_key' => 'wc_order_' . wp_generate_password( 13, false ), 'currency' => get_woocommerce_currency(), 'status' => 'pending' );
		$this->keep( array( 'post_title' => 'order' ) );
		foreach ( $this->fresh as $item ) {
			$item->set_order_id( $this->id );
			$item->save();
		}
		$this->fresh = array();
		return $this->id;
	}
	public function update_status( string $to, string $note = '' ): void {
		$from                   = $this->get_status();
		$this->values['status'] = $to;
		$this->save();
		if ( '' !== $note ) {
			$this->add_order_note( $note );
		}
		if ( $from !== $to ) {
			do_action( "woocommerce_order_status_$to", $this->id, $this );
			do_action( 'woocommerce_order_status_changed', $this->id, $from, $to, $this );
		}
	}
	public function payment_complete(): void {
		if ( in_array( $this->get_status(), array( 'pending', 'on-hold', 'failed', 'cancelled' ), true ) ) {
			$this->update_status( 'processing' );
			do_action( 'woocommerce_payment_complete', $this->id, '' );
		}
	}
	public function add_order_note( string $text ): void {
		wp_insert_comment( array( 'comment_post_ID' => $this->id, 'comment_content' => $text, 'comment_type' => 'order_note', 'comment_approved' => 1 ) );
	}
	/** @return WC_Order_Refund[] */
	public function get_refunds(): array {
		return array_map( static fn( int $id ) => new WC_Order_Refund( $id ), stand_in_children( 'shop_order_refund', $this->id ) );
	}
	public function get_qty_refunded_for_item( int $item ): int {
		$quantity = 0;
		foreach ( $this->get_refunds() as $refund ) {
			$quantity -= (int) ( $refund->get_line_items()[ $item ]['qty'] ?? 0 );
		}
		return $quantity;
	}
	public function get_edit_order_url(): string {
		return admin_url( 'admin.php?page=wc-orders&id=' . $this->id );
	}
	public function get_checkout_order_received_url(): string {
		return home_url( "/?stand_in_received={$this->id}&key=" . $this->get_order_key() );
	}
	public function get_view_order_url(): string {
		return home_url( "/?stand_in_order={$this->id}" );
	}
}

/** @return int[] */
function stand_in_children( string $type, int $parent ): array {
	global $wpdb;
	return array_map( 'intval', $wpdb->get_col( $wpdb->prepare( "SELECT ID FROM {$wpdb->posts} WHERE post_type = %s AND post_parent = %d AND post_status = 'publish' ORDER BY ID", $type, $parent ) ) );
}

/** @return string[] */
function wc_get_is_paid_statuses(): array {
	return array( 'processing', 'completed' );
}
function wc_get_order( $id ) {
	return 'shop_order' === get_post_type( (int) $id ) ? new WC_Order( (int) $id ) : false;
}
function wc_create_order(): WC_Order {
	$order = new WC_Order();
	$order->save();
	return $order;
}
/** @return WC_Order[] */
function wc_get_orders( array $query ): array {
	$ids    = get_posts( array( 'post_type' => 'shop_order', 'numberposts' => -1, 'fields' => 'ids', 'orderby' => 'ID', 'order' => 'DESC' ) );
	$orders = array_map( 'wc_get_order', $ids );
	$found  = array_filter( $orders, static fn( $order ) => ( ! isset( $query['status'] ) || in_array( $order->get_status(), $query['status'], true ) ) && ( ! isset( $query['billing_email'] ) || $order->get_billing_email() === $query['billing_email'] ) );
	return array_slice( array_values( $found ), ( ( $query['page'] ?? 1 ) - 1 ) * $query['limit'], $query['limit'] );
}
/** @return object[] */
function wc_get_order_notes( array $query ): array {
	return array_map( static fn( $comment ) => (object) array( 'content' => $comment->comment_content ), get_comments( array( 'post_id' => $query['order_id'], 'type' => 'order_note' ) ) );
}
