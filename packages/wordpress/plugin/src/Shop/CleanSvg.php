<?php
/**
 * Keeps of a drawing what draws, and nothing that could run or fetch. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Shop;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class CleanSvg {
	const BYTES_MAX  = 200000;
	const ELEMENTS   = array( 'svg', 'g', 'path', 'circle', 'ellipse', 'rect', 'line', 'polyline', 'polygon', 'text', 'tspan', 'title', 'desc', 'defs', 'linearGradient', 'radialGradient', 'stop', 'clipPath', 'mask' );
	const ATTRIBUTES = array( 'viewBox', 'width', 'height', 'd', 'fill', 'fill-rule', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin', 'stroke-dasharray', 'stroke-opacity', 'opacity', 'transform', 'cx', 'cy', 'r', 'rx', 'ry', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'points', 'offset', 'stop-color', 'stop-opacity', 'gradientUnits', 'gradientTransform', 'clip-path', 'clip-rule', 'mask', 'id', 'font-size', 'font-family', 'font-weight', 'text-anchor', 'letter-spacing' );

	/** A drawing without anything that is not on the lists; null when it is no drawing. */
	public static function of( string $text ): ?string {
		// Without a document type there are no entities, so nothing expands and nothing is fetched.
		if ( '' === $text || strlen( $text ) > self::BYTES_MAX || stripos( $text, '<!DOCTYPE' ) !== false || stripos( $text, '<!ENTITY' ) !== false || ! class_exists( \DOMDocument::class ) ) {
			return null;
		}
		$document = new \DOMDocument();
		$loaded   = $document->loadXML( $text, LIBXML_NONET | LIBXML_NOERROR | LIBXML_NOWARNING );
		$root     = $document->documentElement; // phpcs:ignore WordPress.NamingConventions.ValidVariableName
		if ( ! $loaded || ! $root || 'svg' !== $root->localName || 'http://www.w3.org/2000/svg' !== $root->namespaceURI ) { // phpcs:ignore WordPress.NamingConventions.ValidVariableName
			return null;
		}
		self::clean( $root );
		$clean = $document->saveXML( $root );
		return false === $clean ? null : $clean;
	}

	private static function clean( \DOMElement $element ): void {
		foreach ( iterator_to_array( $element->attributes ) as $attribute ) {
			// url(#…) may point inside the drawing and nowhere else.
			$points = preg_match( '/url\s*\(/i', $attribute->value ) === 1 && preg_match( '/^url\(#[\w-]+\)$/', $attribute->value ) !== 1;
			if ( $points || ! in_array( $attribute->nodeName, self::ATTRIBUTES, true ) ) { // phpcs:ignore WordPress.NamingConventions.ValidVariableName
				$element->removeAttributeNode( $attribute );
			}
		}
		foreach ( iterator_to_array( $element->childNodes ) as $child ) { // phpcs:ignore WordPress.NamingConventions.ValidVariableName
			if ( $child instanceof \DOMText && ! $child instanceof \DOMCdataSection ) {
				continue;
			}
			if ( ! $child instanceof \DOMElement || $child->namespaceURI !== $element->namespaceURI || ! in_array( $child->nodeName, self::ELEMENTS, true ) ) { // phpcs:ignore WordPress.NamingConventions.ValidVariableName
				$element->removeChild( $child );
				continue;
			}
			self::clean( $child );
		}
	}
}
