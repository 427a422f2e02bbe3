/** Why an import cannot begin or go on. `message` is for the person who gave the file. */
export class ImportError extends Error {
  override name = 'ImportError';
  readonly code: 'bad_format' | 'import_not_found' | 'source_changed' | 'taken_over';

  constructor(code: ImportError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
