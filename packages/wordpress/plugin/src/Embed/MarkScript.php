<?php
/**
 * Writes the site's settings on the script tag, and asks optimisers to leave the tag as it is.
 *
 * @package Kameng
 */

namespace Kameng\Embed;

use Kameng\Hook;
use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class MarkScript implements Hook {
	/** How the common optimisers are told not to merge, defer or delay a script. */
	const LEAVE_ALONE = array(
		'data-cfasync'            => 'false',
		'data-no-optimize'        => '1',
		'data-no-defer'           => '1',
		'data-no-minify'          => '1',
		'data-pagespeed-no-defer' => '',
		'nowprocket'              => '',
	);

	public function register(): void {
		add_filter( 'script_loader_tag', array( $this, 'mark' ), 10, 2 );
	}

	/**
	 * @param mixed $tag    The tag as WordPress made it.
	 * @param mixed $handle Whose.
	 */
	public function mark( $tag, $handle ): string {
		if ( RegisterScript::HANDLE !== $handle ) {
			return (string) $tag;
		}
		$settings = Settings::all();
		$wanted   = self::LEAVE_ALONE;
		foreach ( array( 'site', 'ref', 'theme' ) as $name ) {
			if ( '' !== $settings[ $name ] ) {
				$wanted[ 'data-' . $name ] = $settings[ $name ];
			}
		}
		$wanted['data-lang'] = Settings::language();

		$html = new \WP_HTML_Tag_Processor( (string) $tag );
		while ( $html->next_tag( 'script' ) ) {
			if ( null === $html->get_attribute( 'src' ) ) {
				continue;
			}
			foreach ( $wanted as $name => $value ) {
				$html->set_attribute( $name, '' === $value ? true : $value );
			}
		}
		return $html->get_updated_html();
	}
}
