<?php
/**
 * Every hook of the plugin, listed once.
 *
 * @package Kameng
 */

namespace Kameng;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Plugin {
	const VERSION = '0.1.0';

	/** Path of the main file, which names the plugin for WordPress. */
	private static string $file = '';

	/** Registers the hooks; does nothing else, so that loading costs a few microseconds. */
	public static function start( string $file ): void {
		self::$file = $file;
		foreach ( self::hooks() as $hook ) {
			$hook->register();
		}
	}

	/** Absolute path of a file of the plugin. */
	public static function path( string $inside ): string {
		return plugin_dir_path( self::$file ) . $inside;
	}

	/** Address of a file of the plugin. */
	public static function url( string $inside ): string {
		return plugins_url( $inside, self::$file );
	}

	/** Path of the main file. */
	public static function file(): string {
		return self::$file;
	}

	/** The plugin's name for WordPress: kameng/kameng.php. */
	public static function name(): string {
		return plugin_basename( self::$file );
	}

	/** @return Hook[] */
	private static function hooks(): array {
		$hooks = array(
			new Settings\LoadTexts(),
			new Embed\RegisterScript(),
			new Embed\LoadScript(),
			new Embed\MarkScript(),
			new Embed\AddShortcode(),
			new Embed\AllowElements(),
			new Editor\RegisterBlocks(),
			new Editor\RegisterEditorScript(),
			new Rest\ServeProducts(),
			new Woo\JoinShop(),
			new Woo\LeavePlans(),
			new Line\DropTables(),
		);
		if ( is_admin() ) {
			$hooks[] = new Admin\RegisterSettings();
			$hooks[] = new Admin\AddSettingsPage();
			$hooks[] = new Admin\TestConnection();
			$hooks[] = new Admin\LinkSettings();
			$hooks[] = new Admin\SuggestPrivacyText();
		}
		return $hooks;
	}
}
