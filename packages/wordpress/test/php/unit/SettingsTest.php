<?php
use Kameng\Settings\CleanSettings;
use Kameng\Settings\NearestLanguage;
use PHPUnit\Framework\TestCase;

final class SettingsTest extends TestCase {
	/** @testdox the pool is an origin: https, or http on this machine */
	public function test_the_pool_is_an_origin_https_or_http_on_this_machine(): void {
		$cases = array(
			'https://pool.example'            => 'https://pool.example',
			' https://Pool.Example/docs?x=1 ' => 'https://pool.example',
			'pool.example'                    => 'https://pool.example',
			'http://localhost:4000/'          => 'http://localhost:4000',
			'http://127.0.0.1:4000'           => 'http://127.0.0.1:4000',
			'http://pool.example'             => null,
			'ftp://localhost'                 => null,
			'ftp://pool.example'              => null,
			'javascript:alert(1)'             => null,
			'https://user:pw@pool.example'    => null,
			'https://pool.example" onload="x' => null,
			'https://'                        => null,
		);
		foreach ( $cases as $given => $expected ) {
			self::assertSame( $expected, CleanSettings::clean( 'pool', trim( $given ) ), $given );
		}
	}

	/** @testdox a wrong value keeps the old one and is named; an unticked box is off */
	public function test_a_wrong_value_keeps_the_old_one_and_is_named_an_unticked_box_is_off(): void {
		$before = array_merge( CleanSettings::DEFAULTS, array( 'site' => 'pk_test_demo', 'everywhere' => '1' ) );
		$clean  = CleanSettings::of( array( 'site' => 'sk_live_secret', 'ref' => ' demo01 ', 'theme' => 'pink', 'stranger' => 'x' ), $before );
		self::assertSame( 'pk_test_demo', $clean['values']['site'] );
		self::assertSame( 'DEMO01', $clean['values']['ref'] );
		self::assertSame( '', $clean['values']['everywhere'] );
		self::assertSame( array( 'site', 'theme' ), $clean['wrong'] );
		self::assertSame( array_keys( CleanSettings::DEFAULTS ), array_keys( $clean['values'] ) );
		self::assertSame( 'pk_test_demo', CleanSettings::of( 'nonsense', $before )['values']['site'] );
		self::assertSame( '', CleanSettings::of( array( 'site' => array( 'x' ) ), $before )['values']['site'] );
	}

	/** @testdox a locale has a nearest language */
	public function test_a_locale_has_a_nearest_language(): void {
		$cases = array( 'zh_CN' => 'zh-CN', 'zh_SG' => 'zh-CN', 'zh_TW' => 'zh-TW', 'zh_HK' => 'zh-TW', 'ja' => 'ja', 'ar' => 'ar', 'ary' => 'ar', 'en_GB' => 'en', 'fi' => 'en', '' => 'en' );
		foreach ( $cases as $locale => $language ) {
			self::assertSame( $language, NearestLanguage::of( $locale ), $locale );
		}
	}
}
