<?php
/**
 * What came back from the pool. Plain PHP.
 *
 * @package Kameng
 */

namespace Kameng\Pool;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

final class Answer {
	/** HTTP status; 0 when nothing came back. */
	public int $status;

	/** @var array<string, mixed> The body, decoded; empty when it was no JSON object. */
	public array $body;

	/** Why nothing came back, for a log. */
	public string $failure;

	/** @param array<string, mixed> $body Decoded body. */
	public function __construct( int $status, array $body, string $failure = '' ) {
		$this->status  = $status;
		$this->body    = $body;
		$this->failure = $failure;
	}

	public function ok(): bool {
		return $this->status >= 200 && $this->status < 300;
	}

	/** The refusal's code, `unreachable` when nothing came back, or '' when it succeeded. */
	public function code(): string {
		if ( $this->ok() ) {
			return '';
		}
		if ( 0 === $this->status ) {
			return 'unreachable';
		}
		return isset( $this->body['code'] ) && is_string( $this->body['code'] ) ? $this->body['code'] : 'http_' . $this->status;
	}

	/** Whether the same request may succeed later without anybody changing anything. */
	public function worth_repeating(): bool {
		$retry = $this->body['retry'] ?? '';
		return 0 === $this->status || $this->status >= 500 || 'same_key' === $retry || 'after' === $retry;
	}
}
