import type { ErrorCode, FieldError, Problem, Retry } from '@kameng/contract/error';

/** Codes that only the client can see: no answer came, or what came was not the pool's. */
export type ClientErrorCode = 'network' | 'unreadable' | 'webhook_refused';

/** A refusal by the pool, or a request that got no answer. Compare `code`; `detail` is for people. */
export class KamengError extends Error {
  override name = 'KamengError';
  /** A code of the contract, or `network` (no answer), `unreadable` (not the pool's answer), `webhook_refused`. */
  declare readonly code: ErrorCode | ClientErrorCode;
  /** HTTP status; 0 when there was no answer. */
  declare readonly status: number;
  /** Whether sending it again can help: never, with the same Idempotency-Key, with a new one, or after a while. */
  declare readonly retry: Retry;
  /** Quote it to support; empty when there was no answer. */
  declare readonly requestId: string;
  declare readonly detail: string;
  /** Which fields were refused, as JSON Pointers. */
  declare readonly errors: FieldError[];
  /** What Retry-After said, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;

  constructor(
    problem: ProblemLike,
    { cause, retryAfterMs }: { cause?: unknown; retryAfterMs?: number | undefined } = {},
  ) {
    const { code, status = 0, retry, request_id = '', title = code, detail = title, errors = [] } = problem;
    super(detail, { cause });
    this.code = code;
    this.status = status;
    this.retry = retry;
    this.requestId = request_id;
    this.detail = detail;
    this.errors = errors;
    this.retryAfterMs = retryAfterMs;
  }
}

type ProblemLike = Partial<Omit<Problem, 'code' | 'retry'>> & { code: ErrorCode | ClientErrorCode; retry: Retry };
