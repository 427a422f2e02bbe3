<?php
// The base of mails: what WooCommerce lets owners change is the default here.
defined( 'ABSPATH' ) || exit;

class WC_Email {
	public $id             = '';
	public $title          = '';
	public $description    = '';
	public $customer_email = false;
	public $object         = null;
	public $recipient      = '';
	public $placeholders   = array();

	public function __construct() {}
	public function setup_locale(): void {}
	public function restore_locale(): void {}
	public function is_enabled(): bool {
		return true;
	}
	public function get_recipient(): string {
		return (string) $this->recipient;
	}
	public function get_subject(): string {
		return strtr( $this->get_default_subject(), $this->placeholders );
	}
	public function get_heading(): string {
		return strtr( $this->get_default_heading(), $this->placeholders );
	}
	public function get_content(): string {
		return $this->get_content_html();
	}
	public function get_headers(): string {
		return "Content-Type: text/html\r\n";
	}
	public function get_attachments(): array {
		return array();
	}
	public function send( $to, $subject, $message, $headers, $attachments ): bool {
		return wp_mail( $to, $subject, $message, $headers, $attachments );
	}
}
