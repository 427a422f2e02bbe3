import { z } from 'zod';

/** Largest page of any list, in rows. */
export const pageLimitMax = 100;

export const cursor = z.string().min(1).max(512).meta({ description: 'Opaque cursor from the page before' });
export const pageLimit = z.coerce
  .number()
  .int()
  .min(1)
  .max(pageLimitMax)
  .default(24)
  .meta({ description: `Rows a page, at most ${pageLimitMax}` });

/** Narrows a list by what its rows are called. */
export const searchWords = z
  .string()
  .max(100)
  .optional()
  .meta({ description: 'Words that all occur in the name, in any order and case' });

/** Narrows a list to one thing; one that there is not, or that is somebody else's, leaves nothing. */
export const oneId = z.string().min(1).max(64).optional();

/** `{ data, next_cursor }`; `next_cursor` is null on the last page. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), next_cursor: cursor.nullable() });
}

/** RFC 3339 in UTC. */
export const timestamp = z.iso
  .datetime()
  .meta({ description: 'RFC 3339 time in UTC', example: '2026-01-31T09:30:00.000Z' });

/** BCP 47 language of texts in the answer; also taken from Accept-Language. */
export const language = z.enum(['zh-CN', 'zh-TW', 'en', 'ja', 'ar']).meta({ id: 'language' });
export type Language = z.infer<typeof language>;
