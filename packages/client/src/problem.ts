import type { ErrorCode, FieldError, Problem, Retry } from '@kameng/contract/error';

/** Codes that only the client can see: no answer came, or what came was not the pool's. */
export type ClientErrorCode = 'network' | 'unreadable' | 'webhook_refused';

/** A refusal by the pool, or a request that got no answer. Compare `code`; `detail` is for people. */
export class KamengError extends Error {
  override name = 'KamengError';
  /** A code of the contract, or `network` (no answer), `unreadable` (not the pool's answer), `webhook_refused`. */
  readonly code: ErrorCode | ClientErrorCode;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Whether sending it again can help: never, with the same Idempotency-Key, with a new one, or after a while. */
  readonly retry: Retry;
  /** Quote it to support; empty when there was no answer. */
  readonly requestId: string;
  readonly detail: string;
  /** Which fields were refused, as JSON Pointers. */
  readonly errors: FieldError[];
  /** What Retry-After said, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(problem: ProblemLike, options: { cause?: unknown; retryAfterMs?: number | undefined } = {}) {
    const detail = problem.detail ?? problem.title ?? problem.code;
    super(detail, options);
    this.code = problem.code;
    this.status = problem.status ?? 0;
    this.retry = problem.retry;
    this.requestId = problem.request_id ?? '';
    this.detail = detail;
    this.errors = problem.errors ?? [];
    this.retryAfterMs = options.retryAfterMs;
  }
}

type ProblemLike = Partial<Omit<Problem, 'code' | 'retry'>> & { code: ErrorCode | ClientErrorCode; retry: Retry };
