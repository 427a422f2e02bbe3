import { ApiError } from '../api-error.ts';

/** An opaque cursor over the last row's sort keys. */
export function writeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** The sort keys in a cursor of ours; nothing when there is none. Throws `invalid_request` for anything else. */
export function readCursor(cursor: string | undefined, length: number): string[] {
  if (cursor === undefined) return [];
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    // PostgreSQL takes no NUL in text.
    if (
      Array.isArray(keys) &&
      keys.length === length &&
      keys.every((key) => typeof key === 'string' && key.length < 256 && !key.includes('\0'))
    )
      return keys as string[];
  } catch {
    // Falls through to the refusal: a cursor that is not JSON is not ours.
  }
  throw new ApiError('invalid_request', {
    detail: 'The cursor is not one that this list gave out.',
    errors: [{ pointer: '/query/cursor', code: 'invalid_format' }],
  });
}
