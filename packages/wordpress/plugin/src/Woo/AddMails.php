<?php
/**
 * Our mail among WooCommerce's, where the owner can change its words or switch it off.
 *
 * @package Kameng
 */

namespace Kameng\Woo;

use Kameng\Hook;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class AddMails implements Hook {
	public function register(): void {
		add_filter( 'woocommerce_email_classes', array( $this, 'add' ) );
	}

	/**
	 * @param mixed $mails WC_Email by class.
	 * @return mixed
	 */
	public function add( $mails ) {
		if ( is_array( $mails ) ) {
			$mails['Kameng_Codes'] = new CodesMail();
		}
		return $mails;
	}
}
