/**
 * `bad_files`: the folder itself is wrong. `newer_database`: an older pool met a newer database.
 * `edited`: a file changed after it was applied. `failed`: PostgreSQL refused a migration, see `cause`.
 */
export type MigrationErrorCode = 'bad_files' | 'newer_database' | 'edited' | 'failed';

/** Why the pool must not start on this database. */
export class MigrationError extends Error {
  readonly code: MigrationErrorCode;

  constructor(code: MigrationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MigrationError';
    this.code = code;
  }
}
