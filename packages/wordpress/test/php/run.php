<?php
// Runs the code on its standard input inside WordPress, as the administrator.
require __DIR__ . '/request.php';
define( 'WP_ADMIN', true );
require $folder . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
wp_set_current_user( 1 );
eval( stream_get_contents( STDIN ) );
