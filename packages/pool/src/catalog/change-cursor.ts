import { idSchema } from '@kameng/contract/id';
import { ApiError } from '../api-error.ts';

/** Cursors are a time in milliseconds of this many digits and the product's id, so each is unique and later ones sort later. */
export const cursorDigits = 13;

/** The cursor before every change. */
export const firstCursor = '0'.repeat(cursorDigits);

const id = idSchema('product');

/** The cursor of a change of a product at a moment. */
export function changeCursor(at: Date, productId: string): string {
  return `${cursorTime(at.getTime())}${productId}`;
}

/** The smallest cursor of a moment. */
export function cursorTime(atMs: number): string {
  return String(Math.max(0, Math.floor(atMs))).padStart(cursorDigits, '0');
}

/** Checks a cursor that came back. Throws `invalid_request`. */
export function checkChangeCursor(text: string): string {
  const known =
    /^\d{13}/.test(text) && (text.length === cursorDigits || id.safeParse(text.slice(cursorDigits)).success);
  if (!known) throw new ApiError('invalid_request', { errors: [{ pointer: '/since', code: 'invalid_format' }] });
  return text;
}
