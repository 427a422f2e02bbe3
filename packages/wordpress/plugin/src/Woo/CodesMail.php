<?php
/**
 * The mail "Your codes are ready": a link, never a code.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Line\LineTable;
use Kameng\View\CodesLink;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class CodesMail extends \WC_Email {
	/** @var array<int, array<string, mixed>> Lines that it is about. */
	private array $lines = array();

	public function __construct() {
		$this->id             = 'kameng_codes';
		$this->customer_email = true;
		$this->title          = __( 'Codes ready', 'kameng' );
		$this->description    = __( 'Sent to the buyer when codes from the pool are ready, also late. It carries a link; the codes are shown behind it.', 'kameng' );
		$this->placeholders   = array( '{order_number}' => '' );
		parent::__construct();
	}

	public function get_default_subject(): string {
		return __( 'Your codes for order {order_number}', 'kameng' );
	}

	public function get_default_heading(): string {
		return __( 'Your codes are ready', 'kameng' );
	}

	/** @param array<int, int> $lines Ids of lines. */
	public function trigger( int $order_id, array $lines ): void {
		$order = Shop::order( $order_id );
		if ( ! $order ) {
			return;
		}
		$this->setup_locale();
		$this->object                           = $order;
		$this->recipient                        = $order->get_billing_email();
		$this->lines                            = array_filter( array_map( array( LineTable::class, 'get' ), $lines ) );
		$this->placeholders['{order_number}'] = $order->get_order_number();
		if ( $this->is_enabled() && $this->get_recipient() ) {
			$this->send( $this->get_recipient(), $this->get_subject(), $this->get_content(), $this->get_headers(), $this->get_attachments() );
		}
		$this->restore_locale();
	}

	public function get_content_html(): string {
		ob_start();
		do_action( 'woocommerce_email_header', $this->get_heading(), $this ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WooCommerce's own.
		echo '<ul>';
		foreach ( $this->lines as $line ) {
			echo '<li>' . esc_html( $line['name'] . ' × ' . $line['delivered'] ) . '</li>';
		}
		echo '</ul><p><a href="' . esc_url( CodesLink::for_mail( $this->object ) ) . '">' . esc_html__( 'Show your codes', 'kameng' ) . '</a></p><p>' . esc_html( self::advice() ) . '</p>';
		do_action( 'woocommerce_email_footer', $this ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WooCommerce's own.
		return (string) ob_get_clean();
	}

	public function get_content_plain(): string {
		$names = array_map( static fn( $line ) => '- ' . $line['name'] . ' × ' . $line['delivered'], $this->lines );
		return $this->get_heading() . "\n\n" . implode( "\n", $names ) . "\n\n" . __( 'Your codes:', 'kameng' ) . ' ' . CodesLink::for_mail( $this->object ) . "\n\n" . self::advice() . "\n";
	}

	private static function advice(): string {
		return __( 'Whoever has this link can see the codes, so do not pass it on. Once seen, codes cannot be returned.', 'kameng' );
	}
}
