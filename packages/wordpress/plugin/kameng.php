<?php
/**
 * Plugin Name: Kameng
 * Plugin URI: https://kameng.example/docs/recipes/wordpress
 * Description: Sell digital codes from a Kameng pool: buy buttons, product cards and shelves as blocks and as a shortcode; with WooCommerce also as products of your own shop.
 * Version: 0.1.0
 * Requires at least: 6.5
 * Requires PHP: 7.4
 * Author: Kameng
 * WC requires at least: 8.9
 * WC tested up to: 9.9
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain: kameng
 * Domain Path: /languages
 *
 * @package Kameng
 */

namespace Kameng;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

require __DIR__ . '/src/autoload.php';

Plugin::start( __FILE__ );
