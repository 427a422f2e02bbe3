import type { ErrorCode, FieldError, Problem } from '@kameng/contract/error';

/** What a refusal says, as far as it says it. */
export type Told = Partial<Omit<Problem, 'code'>> & { code: ErrorCode | 'network' };

/** Why a call did not succeed: a refusal of the pool, or `network` when no answer came. */
export class Refusal extends Error {
  readonly code: ErrorCode | 'network';
  readonly requestId: string | undefined;
  readonly fields: readonly FieldError[];
  /** Seconds until trying again makes sense. */
  readonly retryAfterS: number | undefined;
  /** From when on what is refused now can be asked for again. */
  readonly until: string | undefined;

  constructor(problem: Told, retryAfterS?: number, cause?: unknown) {
    super(problem.detail ?? problem.code, { cause });
    this.name = 'Refusal';
    this.code = problem.code;
    this.requestId = problem.request_id;
    this.fields = problem.errors ?? [];
    this.retryAfterS = retryAfterS;
    this.until = problem.until;
  }
}
