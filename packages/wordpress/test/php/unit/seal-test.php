<?php
// Copies of codes: unreadable without the key of wp-config.php, and useless beside another line.
use Kameng\Shop\SealCodes;

test(
	'a sealed copy opens with its key beside its line, and nowhere else',
	static function (): void {
		$codes = array( array( 'fields' => array( 'code' => 'QX7-卡密' ), 'redeem' => 'Enter it.', 'url' => '' ) );
		$key   = SealCodes::key( "text of AUTH_KEY\ntext of SECURE_AUTH_SALT" );
		$text  = SealCodes::seal( $codes, $key, '7 woo-a-1' );
		same( strlen( $key ), 32 );
		same( strpos( $text . base64_decode( $text ), 'QX7' ), false );
		same( SealCodes::open( $text, $key, '7 woo-a-1' ), $codes );
		same( SealCodes::seal( $codes, $key, '7 woo-a-1' ) === $text, false, 'the same twice' );
		same( SealCodes::open( $text, $key, '8 woo-a-1' ), null, 'another line' );
		same( SealCodes::open( $text, SealCodes::key( 'another' ), '7 woo-a-1' ), null, 'another key' );
		$bytes     = base64_decode( $text );
		$bytes[-1] = chr( ord( $bytes[-1] ) ^ 1 );
		same( SealCodes::open( base64_encode( $bytes ), $key, '7 woo-a-1' ), null, 'a changed text' );
		foreach ( array( '', '!', base64_encode( 'short' ) ) as $wrong ) {
			same( SealCodes::open( $wrong, $key, '7 woo-a-1' ), null, $wrong );
		}
	}
);
