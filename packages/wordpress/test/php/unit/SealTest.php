<?php
use Kameng\Shop\SealCodes;
use PHPUnit\Framework\TestCase;

/** Copies of codes: unreadable without the key of wp-config.php, and useless beside another line. */
final class SealTest extends TestCase {
	/** @testdox a sealed copy opens with its key beside its line, and nowhere else */
	public function test_a_sealed_copy_opens_with_its_key_beside_its_line_and_nowhere_else(): void {
		$codes = array( array( 'fields' => array( 'code' => 'QX7-卡密' ), 'redeem' => 'Enter it.', 'url' => '' ) );
		$key   = SealCodes::key( "text of AUTH_KEY\ntext of SECURE_AUTH_SALT" );
		$text  = SealCodes::seal( $codes, $key, '7 woo-a-1' );
		self::assertSame( 32, strlen( $key ) );
		self::assertFalse( strpos( $text . base64_decode( $text ), 'QX7' ) );
		self::assertSame( $codes, SealCodes::open( $text, $key, '7 woo-a-1' ) );
		self::assertFalse( SealCodes::seal( $codes, $key, '7 woo-a-1' ) === $text, 'the same twice' );
		self::assertNull( SealCodes::open( $text, $key, '8 woo-a-1' ), 'another line' );
		self::assertNull( SealCodes::open( $text, SealCodes::key( 'another' ), '7 woo-a-1' ), 'another key' );
		$bytes     = base64_decode( $text );
		$bytes[-1] = chr( ord( $bytes[-1] ) ^ 1 );
		self::assertNull( SealCodes::open( base64_encode( $bytes ), $key, '7 woo-a-1' ), 'a changed text' );
		foreach ( array( '', '!', base64_encode( 'short' ) ) as $wrong ) {
			self::assertNull( SealCodes::open( $wrong, $key, '7 woo-a-1' ), $wrong );
		}
	}
}
