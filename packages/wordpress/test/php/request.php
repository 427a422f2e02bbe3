<?php
// What a web server would have set.
list( , $folder, $url )    = $argv;
$_SERVER['HTTP_HOST']       = preg_replace( '#^https?://#', '', $url );
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_URI']     = '/';
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['REMOTE_ADDR']     = '127.0.0.1';
