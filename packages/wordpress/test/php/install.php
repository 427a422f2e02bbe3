<?php
// Installs WordPress: tables, an administrator, pretty links.
require __DIR__ . '/request.php';
define( 'WP_INSTALLING', true );
require $folder . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'Reading room', 'admin', 'admin@example.com', true, '', 'correct horse battery' );
global $wp_rewrite;
$wp_rewrite->set_permalink_structure( '/%postname%/' );
$wp_rewrite->flush_rules( false );
