<?php
// Products as posts; what the plugin sets on them as metadata.
defined( 'ABSPATH' ) || exit;

/** What products, orders and items have in common: values by name, and metadata of others. */
abstract class Stand_In_Thing {
	const TYPE = '';
	protected int $id = 0;
	/** @var array<string, mixed> */
	protected array $values = array();
	/** @var array<string, mixed> */
	protected array $meta = array();

	public function __construct( int $id = 0 ) {
		if ( $id > 0 ) {
			$this->id     = $id;
			$this->values = (array) json_decode( (string) get_post_meta( $id, 'stand_in', true ), true );
		}
	}
	public function __call( string $name, array $given ) {
		if ( strncmp( $name, 'set_', 4 ) === 0 ) {
			$this->values[ substr( $name, 4 ) ] = $given[0];
			return null;
		}
		if ( strncmp( $name, 'get_', 4 ) === 0 ) {
			return $this->values[ substr( $name, 4 ) ] ?? '';
		}
		throw new BadMethodCallException( static::class . "::$name is not in the stand-in" );
	}
	public function get_id(): int {
		return $this->id;
	}
	public function get_meta( string $name ) {
		return $this->meta[ $name ] ?? ( $this->id > 0 ? get_post_meta( $this->id, $name, true ) : '' );
	}
	public function update_meta_data( string $name, $value ): void {
		$this->meta[ $name ] = $value;
	}
	public function delete_meta_data( string $name ): void {
		$this->meta[ $name ] = '';
	}
	protected function keep( array $post ): int {
		$post     += array( 'post_type' => static::TYPE, 'post_status' => 'publish' );
		$this->id  = $this->id > 0 ? (int) wp_update_post( array( 'ID' => $this->id ) + $post ) : (int) wp_insert_post( $post );
		update_post_meta( $this->id, 'stand_in', wp_slash( wp_json_encode( $this->values ) ) );
		foreach ( $this->meta as $name => $value ) {
			update_post_meta( $this->id, $name, wp_slash( $value ) );
		}
		$this->meta = array();
		return $this->id;
	}
}

class WC_Product extends Stand_In_Thing {
	const TYPE = 'product';
	const KIND = 'simple';
	public function get_type(): string {
		return static::KIND;
	}
	public function get_parent_id(): int {
		return (int) ( $this->values['parent_id'] ?? 0 );
	}
	public function get_price(): string {
		return (string) ( $this->values['sale_price'] ?? '' ?: $this->values['regular_price'] ?? '' );
	}
	public function get_stock_status(): string {
		return $this->values['stock_status'] ?? 'instock';
	}
	public function is_virtual(): bool {
		return ! empty( $this->values['virtual'] );
	}
	public function set_image_id( $id ): void {
		$this->values['image_id'] = $id;
	}
	public function get_name(): string {
		return $this->values['name'] ?? get_the_title( $this->get_parent_id() );
	}
	/** @return array<string, WC_Product_Attribute> */
	public function get_attributes() {
		return array_map( static fn( array $made ) => new WC_Product_Attribute( $made ), 'variation' === static::KIND ? array() : ( $this->values['attributes'] ?? array() ) );
	}
	public function set_attributes( array $attributes ): void {
		$this->values['attributes'] = array_map( static fn( $each ) => $each instanceof WC_Product_Attribute ? $each->made : $each, $attributes );
	}
	public function save(): int {
		$id = $this->keep( array( 'post_title' => $this->values['name'] ?? '', 'post_content' => $this->values['description'] ?? '', 'post_status' => $this->values['status'] ?? 'publish', 'post_parent' => $this->get_parent_id() ) );
		wp_set_object_terms( $id, array_map( 'intval', $this->values['category_ids'] ?? array() ), 'product_cat' );
		update_post_meta( $id, 'stand_in_kind', static::KIND );
		return $id;
	}
}
class WC_Product_Simple extends WC_Product {}
class WC_Product_Variable extends WC_Product {
	const KIND = 'variable';
	public static function sync(): void {}
}
class WC_Product_Variation extends WC_Product {
	const TYPE = 'product_variation';
	const KIND = 'variation';
}
final class WC_Product_Attribute {
	/** @var array<string, mixed> */
	public array $made;
	public function __construct( array $made = array() ) {
		$this->made = $made;
	}
	public function __call( string $name, array $given ) {
		if ( strncmp( $name, 'set_', 4 ) === 0 ) {
			$this->made[ substr( $name, 4 ) ] = $given[0];
			return null;
		}
		return $this->made[ substr( $name, 4 ) ] ?? '';
	}
}

function wc_get_product( $id ) {
	$kind = (string) get_post_meta( (int) $id, 'stand_in_kind', true );
	if ( '' === $kind ) {
		return false;
	}
	$class = 'WC_Product_' . ucfirst( $kind );
	return new $class( (int) $id );
}
