<?php
/**
 * The product block on a page.
 *
 * @package Kameng
 *
 * @var array<string, mixed> $attributes Attributes of the block.
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

printf(
	'<div %1$s>%2$s</div>',
	get_block_wrapper_attributes(), // phpcs:ignore WordPress.Security.EscapeOutput -- escaped by WordPress.
	\Kameng\Embed\RenderEmbed::html( 'product', $attributes ) // phpcs:ignore WordPress.Security.EscapeOutput -- escaped by Element.
);
