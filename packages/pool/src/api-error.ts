import { errors, type ErrorCode, type FieldError, type HumanCheck } from '@kameng/contract/error';

/** What a refusal may add to its entry in the error list. */
export interface RefusalDetails {
  /** A sentence for people; the entry's title when left out. Never put a secret or personal data here. */
  detail?: string;
  errors?: FieldError[];
  /** Seconds until a retry makes sense; sent as Retry-After. */
  retryAfterS?: number;
  /** What has to be solved first. */
  challenge?: HumanCheck;
  /** The earliest time at which it may go better. */
  until?: Date;
  cause?: unknown;
}

/** A refusal: something the caller can understand and act on. Anything else that is thrown is a bug and becomes `internal`. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly details: RefusalDetails;

  constructor(code: ErrorCode, details: RefusalDetails = {}) {
    super(details.detail ?? errors[code].title, { cause: details.cause });
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
  }
}
