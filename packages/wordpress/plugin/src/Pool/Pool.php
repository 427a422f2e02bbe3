<?php
/**
 * A pool as this site sees it: its address, one key, and how to send. Plain PHP; the sender is handed in.
 *
 * @package Kameng
 */

namespace Kameng\Pool;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Pool {
	private string $origin;
	private string $key;

	/** @var callable(string, string, array<string, string>, ?string): array{0: int, 1: string, 2: string} */
	private $send;

	/**
	 * @param string   $origin Origin of the pool.
	 * @param string   $key    A publishable or a secret key.
	 * @param callable $send   fn(method, url, headers, body): [status or 0, body, failure].
	 */
	public function __construct( string $origin, string $key, callable $send ) {
		$this->origin = $origin;
		$this->key    = $key;
		$this->send   = $send;
	}

	/** @param array<string, string> $query Left out when empty. */
	public function get( string $path, array $query = array() ): Answer {
		$query = array_filter( $query, 'strlen' );
		return $this->request( 'GET', $path . ( $query ? '?' . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 ) : '' ), null, '' );
	}

	/**
	 * @param array<string, mixed> $body            Sent as JSON.
	 * @param string               $idempotency_key Makes a repeated request one request; '' sends none.
	 */
	public function post( string $path, array $body, string $idempotency_key = '' ): Answer {
		$json = json_encode( $body ? $body : new \stdClass(), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ); // phpcs:ignore WordPress.WP.AlternativeFunctions.json_encode_json_encode -- plain PHP.
		return $this->request( 'POST', $path, (string) $json, $idempotency_key );
	}

	public function delete( string $path ): Answer {
		return $this->request( 'DELETE', $path, null, '' );
	}

	private function request( string $method, string $path, ?string $json, string $idempotency_key ): Answer {
		$headers = array( 'Accept' => 'application/json' );
		if ( '' !== $this->key ) {
			$headers['Authorization'] = 'Bearer ' . $this->key;
		}
		if ( null !== $json ) {
			$headers['Content-Type'] = 'application/json';
		}
		if ( '' !== $idempotency_key ) {
			$headers['Idempotency-Key'] = $idempotency_key;
		}
		list( $status, $text, $failure ) = ( $this->send )( $method, $this->origin . $path, $headers, $json );
		$body = json_decode( $text, true );
		return new Answer( $status, is_array( $body ) ? $body : array(), $failure );
	}
}
