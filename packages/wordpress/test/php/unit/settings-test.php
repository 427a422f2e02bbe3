<?php
use Kameng\Settings\CleanSettings;
use Kameng\Settings\NearestLanguage;

test(
	'the pool is an origin: https, or http on this machine',
	static function (): void {
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
			same( CleanSettings::clean( 'pool', trim( $given ) ), $expected, $given );
		}
	}
);

test(
	'a wrong value keeps the old one and is named; an unticked box is off',
	static function (): void {
		$before = array_merge( CleanSettings::DEFAULTS, array( 'site' => 'pk_test_demo', 'everywhere' => '1' ) );
		$clean  = CleanSettings::of( array( 'site' => 'sk_live_secret', 'ref' => ' demo01 ', 'theme' => 'pink', 'stranger' => 'x' ), $before );
		same( $clean['values']['site'], 'pk_test_demo' );
		same( $clean['values']['ref'], 'DEMO01' );
		same( $clean['values']['everywhere'], '' );
		same( $clean['wrong'], array( 'site', 'theme' ) );
		same( array_keys( $clean['values'] ), array_keys( CleanSettings::DEFAULTS ) );
		same( CleanSettings::of( 'nonsense', $before )['values']['site'], 'pk_test_demo' );
		same( CleanSettings::of( array( 'site' => array( 'x' ) ), $before )['values']['site'], '' );
	}
);

test(
	'a locale has a nearest language',
	static function (): void {
		$cases = array( 'zh_CN' => 'zh-CN', 'zh_SG' => 'zh-CN', 'zh_TW' => 'zh-TW', 'zh_HK' => 'zh-TW', 'ja' => 'ja', 'ar' => 'ar', 'ary' => 'ar', 'en_GB' => 'en', 'fi' => 'en', '' => 'en' );
		foreach ( $cases as $locale => $language ) {
			same( NearestLanguage::of( $locale ), $language, $locale );
		}
	}
);
