<?php
/**
 * A page of its own for codes: no theme, no other plugin's script, nothing from elsewhere.
 *
 * @package Kameng
 */

namespace Kameng\View;

use Kameng\Store\Words;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class CodesPage {
	/**
	 * @param array<int, array<string, mixed>>                 $lines  Of LineTable.
	 * @param array<int, array<int, array<string, mixed>>|null> $opened Codes by line, when the button was pressed.
	 */
	public static function show_order( string $number, array $lines, array $opened ): void {
		$html = '';
		$more = false;
		foreach ( $lines as $line ) {
			$codes = $opened[ $line['id'] ] ?? null;
			$html .= '<section><h2>' . esc_html( $line['name'] . ' × ' . $line['quantity'] ) . '</h2>';
			if ( is_array( $codes ) ) {
				$html .= self::codes( $codes );
			} elseif ( array_key_exists( $line['id'], $opened ) ) {
				$more  = true;
				$html .= '<p class="wait">' . esc_html__( 'The codes cannot be read at this moment. They are safe; please try again in a minute.', 'kameng' ) . '</p>';
			} else {
				$more  = $more || CodesLink::visible( $line );
				$html .= '<p>' . esc_html( Words::for_buyer( $line['state'], $line['closed_at'] > 0 ) ) . '</p>';
			}
			$html .= '</section>';
		}
		if ( $more ) {
			$html .= '<form method="post"><p class="note">' . esc_html__( 'Once seen, codes cannot be returned.', 'kameng' ) . '</p><button type="submit">' . esc_html__( 'Show the codes', 'kameng' ) . '</button></form>';
		}
		/* translators: %s: number of an order. */
		self::show( sprintf( __( 'Codes of order %s', 'kameng' ), $number ), $html );
	}

	/** @param array<int, array<string, mixed>> $codes From RevealLine. */
	private static function codes( array $codes ): string {
		$names = array(
			'code'       => __( 'Code', 'kameng' ),
			'serial'     => __( 'Serial', 'kameng' ),
			'pin'        => __( 'PIN', 'kameng' ),
			'account'    => __( 'Account', 'kameng' ),
			'password'   => __( 'Password', 'kameng' ),
			'link'       => __( 'Link', 'kameng' ),
			'expires_at' => __( 'Good until', 'kameng' ),
		);
		$html = '';
		foreach ( $codes as $code ) {
			$html .= '<dl>';
			foreach ( array_intersect_key( $names, $code['fields'] ) as $field => $name ) {
				$value = $code['fields'][ $field ];
				$shown = 'link' === $field && strncmp( $value, 'https://', 8 ) === 0
					? '<a rel="noreferrer" href="' . esc_url( $value ) . '">' . esc_html( $value ) . '</a>'
					: '<code>' . esc_html( $value ) . '</code>';
				$html .= '<dt>' . esc_html( $name ) . '</dt><dd>' . $shown . '</dd>';
			}
			$html .= '</dl>';
		}
		$how = $codes[0]['redeem'] ?? '';
		if ( '' !== $how ) {
			$html .= '<h3>' . esc_html__( 'How to redeem', 'kameng' ) . '</h3><p class="how">' . nl2br( esc_html( $how ) ) . '</p>';
		}
		$url = $codes[0]['url'] ?? '';
		return '' === $url ? $html : $html . '<p><a rel="noreferrer" href="' . esc_url( $url ) . '">' . esc_html( $url ) . '</a></p>';
	}

	/** @param string $html Escaped. */
	public static function show( string $title, string $html ): void {
		header( 'Content-Type: text/html; charset=UTF-8' );
		$style = ':root{color-scheme:light dark;--ink:#1a1d1b;--soft:#5b625e;--line:#d9dedb;--page:#fff;--accent:#0f5c3f;--on:#fff}@media(prefers-color-scheme:dark){:root{--ink:#e9edeb;--soft:#a3aca7;--line:#37403b;--page:#141816;--accent:#7fd0ab;--on:#08120d}}*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif}main{max-width:480px;margin:0 auto;padding:32px 16px}h1{font-size:24px;line-height:1.25;margin:0 0 16px}h2{font-size:18px;line-height:1.25;margin:0 0 8px}h3{font-size:13px;color:var(--soft);margin:16px 0 4px}section{border:1px solid var(--line);border-radius:10px;padding:16px;margin:0 0 16px}p{margin:0 0 8px}.note,.wait{color:var(--soft)}dl{display:grid;grid-template-columns:auto 1fr;gap:4px 12px;margin:0 0 8px;padding:12px;border-radius:8px;border:1px solid var(--line)}dt{color:var(--soft)}dd{margin:0;min-width:0}code{font:600 18px/1.5 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere;user-select:all}a{color:var(--accent);overflow-wrap:anywhere}button{width:100%;min-height:48px;border:0;border-radius:8px;background:var(--accent);color:var(--on);font:600 15px/1.5 inherit;font-family:inherit;cursor:pointer}footer{color:var(--soft);font-size:13px}';
		echo '<!doctype html><html ' . get_language_attributes() . '><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>' . esc_html( $title ) . '</title><style>' . $style . '</style></head><body><main><h1>' . esc_html( $title ) . '</h1>' . $html . '<footer><a href="' . esc_url( home_url( '/' ) ) . '">' . esc_html( get_bloginfo( 'name' ) ) . '</a></footer></main></body></html>'; // phpcs:ignore WordPress.Security.EscapeOutput -- the parts are escaped, the style is ours.
	}
}
