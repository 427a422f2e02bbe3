<?php
/**
 * Sends one request with WordPress' own HTTP: its proxies, its certificates, its limits.
 *
 * @package Kameng
 */

namespace Kameng\Pool;

use Kameng\Plugin;
use Kameng\Settings\Settings;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class SendRequest {
	/** Largest answer read, in bytes: a page of 500 codes fits many times over. */
	const ANSWER_MAX = 2097152;

	private int $timeout_s;

	public function __construct( int $timeout_s ) {
		$this->timeout_s = $timeout_s;
	}

	/**
	 * @param array<string, string> $headers Headers.
	 * @return array{0: int, 1: string, 2: string}
	 */
	public function __invoke( string $method, string $url, array $headers, ?string $body ): array {
		$answer = wp_remote_request(
			$url,
			array(
				'method'              => $method,
				'headers'             => $headers,
				'body'                => $body,
				'timeout'             => $this->timeout_s,
				'redirection'         => 0, // a key must not follow to another host.
				'limit_response_size' => self::ANSWER_MAX,
				'user-agent'          => 'Kameng-WordPress/' . Plugin::VERSION,
				// The address is the owner's, chosen by somebody who may manage options; it may be on this machine in development.
				'reject_unsafe_urls'  => strncmp( $url, 'https://', 8 ) === 0,
			)
		);
		if ( is_wp_error( $answer ) ) {
			return array( 0, '', $answer->get_error_message() );
		}
		return array( (int) wp_remote_retrieve_response_code( $answer ), (string) wp_remote_retrieve_body( $answer ), '' );
	}

	/** The pool of this site by its publishable key: what the public may know. */
	public static function public_pool( int $timeout_s ): Pool {
		return new Pool( Settings::get( 'pool' ), Settings::get( 'site' ), new self( $timeout_s ) );
	}
}
