import { ApiError } from '../api-error.ts';

/** An opaque cursor over the last row's sort keys. */
export function writeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** What a sort key is written as: any text, a time (RFC 3339), or a day. */
export type KeyForm = 'text' | 'time' | 'day';

const forms: Record<KeyForm, (key: string) => boolean> = {
  text: () => true,
  time: (key) => isTime(key) && key === new Date(key).toISOString(),
  day: (key) => isTime(key) && key === new Date(key).toISOString().slice(0, 10),
};

function isTime(key: string): boolean {
  return /^[12]\d{3}-/.test(key) && !Number.isNaN(Date.parse(key));
}

/**
 * The sort keys in a cursor of ours; nothing when there is none. Throws `invalid_request` for anything else.
 * @param keyForms of keys that the database would not take as any text
 */
export function readCursor(cursor: string | undefined, length: number, keyForms: readonly KeyForm[] = []): string[] {
  if (cursor === undefined) return [];
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    // PostgreSQL takes no NUL in text.
    if (
      Array.isArray(keys) &&
      keys.length === length &&
      keys.every(
        (key, index) =>
          typeof key === 'string' && key.length < 256 && !key.includes('\0') && forms[keyForms[index] ?? 'text'](key),
      )
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
