/** Why the pool cannot open its keys. `message` is written for the person who started it. */
export class KeyError extends Error {
  override name = 'KeyError';
  readonly code: 'bad_master_key' | 'no_master_key' | 'wrong_master_key';

  constructor(code: KeyError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
