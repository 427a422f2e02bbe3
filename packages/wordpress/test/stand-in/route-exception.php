<?php
// The exception that refuses a checkout, under its own name.
namespace Automattic\WooCommerce\StoreApi\Exceptions;

defined( 'ABSPATH' ) || exit;

class RouteException extends \Exception {
	private string $name;
	public function __construct( string $name, string $message, int $status = 400 ) {
		$this->name = $name;
		parent::__construct( $message, $status );
	}
	public function getErrorCode(): string {
		return $this->name;
	}
}
