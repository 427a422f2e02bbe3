<?php
use Kameng\Shop\WebhookSignature;
use PHPUnit\Framework\TestCase;

final class WebhookTest extends TestCase {
	private const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

	/** A signature as the standard says, made here and not by the code under test. */
	private static function signed( string $id, int $at, string $body, string $secret = self::SECRET ): string {
		return 'v1,' . base64_encode( hash_hmac( 'sha256', "$id.$at.$body", base64_decode( substr( $secret, 6 ) ), true ) );
	}

	/** @testdox the signature of the standard's own example holds */
	public function test_the_signature_of_the_standards_own_example_holds(): void {
		// From the Standard Webhooks specification's reference test.
		$body = '{"test": 2432232314}';
		self::assertTrue( WebhookSignature::holds( self::SECRET, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', $body, 1614265330 ) );
	}

	/** @testdox one of several signatures is enough; anything changed, late or missing is not */
	public function test_one_of_several_signatures_is_enough_anything_changed_late_or_missing_is_not(): void {
		$at   = 1790000000;
		$good = self::signed( 'evt_1', $at, '{}' );
		$old  = self::signed( 'evt_1', $at, '{}', 'whsec_' . base64_encode( 'another key' ) );
		$ask  = static fn ( array $change ) => WebhookSignature::holds( ...array_values( array_merge( array( 'secret' => self::SECRET, 'id' => 'evt_1', 'at' => (string) $at, 'signatures' => $good, 'body' => '{}', 'now' => $at ), $change ) ) );
		self::assertTrue( $ask( array() ) );
		self::assertTrue( $ask( array( 'signatures' => "$old v2,x $good" ) ) );
		self::assertTrue( $ask( array( 'now' => $at + 300 ) ) );
		$wrong = array(
			array( 'now' => $at + 301 ),
			array( 'now' => $at - 301 ),
			array( 'body' => '{ }' ),
			array( 'id' => 'evt_2' ),
			array( 'id' => '' ),
			array( 'at' => '1e9' ),
			array( 'at' => '' ),
			array( 'signatures' => '' ),
			array( 'signatures' => $old ),
			array( 'signatures' => substr( $good, 3 ) ),
			array( 'signatures' => str_repeat( 'v1,x ', 8 ) . $good ),
			array( 'secret' => '' ),
			array( 'secret' => 'whsec_' ),
			array( 'secret' => 'whsec_!!' ),
		);
		foreach ( $wrong as $change ) {
			self::assertFalse( $ask( $change ), json_encode( $change ) );
		}
	}
}
