/** Why the embedded database cannot be used; each code has one cure, told in the message. */
export type EmbeddedErrorCode =
  | 'unsupported_platform'
  | 'no_service_user'
  | 'data_unreachable'
  | 'data_of_another_user'
  | 'data_of_another_version'
  | 'start_failed'
  | 'start_timeout';

/** A refusal of the embedded database. `message` is written for the person who typed the start command. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedError';
    this.code = code;
  }
}
