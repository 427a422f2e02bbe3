import { idSchema } from '@kameng/contract/id';
import { ApiError } from '../api-error.ts';

/** The last row of a page: the next page begins behind it. */
export interface PageCursor {
  rank: number;
  id: string;
}

const id = idSchema('product');

/** Writes the place of a row as an opaque cursor. It holds nothing that the page does not show, so it is not sealed. */
export function writePageCursor({ rank, id }: PageCursor): string {
  return Buffer.from(`${rank}.${id}`).toString('base64url');
}

/** Reads a cursor back. Throws `invalid_request`. */
export function readPageCursor(text: string): PageCursor {
  const [rank, product] = Buffer.from(text, 'base64url').toString('latin1').split('.');
  if (!/^-?\d{1,10}$/.test(rank ?? '') || Math.abs(Number(rank)) > 0x7fffffff || !id.safeParse(product).success)
    throw new ApiError('invalid_request', { errors: [{ pointer: '/cursor', code: 'invalid_format' }] });
  return { rank: Number(rank), id: product as string };
}
