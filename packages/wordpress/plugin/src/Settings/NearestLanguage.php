<?php
/**
 * Which of the pool's languages is nearest to a WordPress locale. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class NearestLanguage {
	public static function of( string $locale ): string {
		if ( preg_match( '/^zh[_-](TW|HK|MO|Hant)/i', $locale ) === 1 ) {
			return 'zh-TW';
		}
		foreach ( array(
			'zh' => 'zh-CN',
			'ja' => 'ja',
			'ar' => 'ar',
		) as $start => $language ) {
			if ( stripos( $locale, $start ) === 0 ) {
				return $language;
			}
		}
		return 'en';
	}
}
