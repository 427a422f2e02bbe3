import { z } from 'zod';
import { cursor, page, pageLimit, timestamp } from '../page.ts';

export const foundKinds = ['order', 'product', 'supplier', 'agent', 'site'] as const;

/** Something that was found, and by what. */
export const found = z
  .object({
    kind: z.enum(foundKinds),
    id: z.string(),
    title: z.string().nullable(),
    by: z.enum(['id', 'contact', 'code', 'payment', 'reference', 'name']),
    status: z.string(),
    created_at: timestamp,
  })
  .meta({ id: 'found' });
export type Found = z.infer<typeof found>;

export const searchBody = z
  .object({
    q: z.string().trim().min(2).max(200).meta({
      description:
        'An id, a buyer’s e-mail address or phone number, a code, a payment’s reference, a referral ID, or how a name begins',
    }),
  })
  .strict()
  .meta({ id: 'search_body' });
export const searchAnswer = z
  .object({ data: z.array(found).meta({ description: 'At most twenty of each kind' }) })
  .meta({ id: 'search_answer' });

export const viewKinds = ['codes', 'files'] as const;

/** Somebody looked at something: at codes of an order, or at documents and particulars of people. */
export const view = z
  .object({
    id: z.string(),
    kind: z.enum(viewKinds),
    what: z.string().meta({ example: 'document.seen' }),
    object_id: z.string(),
    by: z.string(),
    codes: z.int().nullable().meta({ description: 'How many codes were shown' }),
    created_at: timestamp,
  })
  .meta({ id: 'view' });
export type View = z.infer<typeof view>;

export const viewQuery = z.object({
  limit: pageLimit,
  cursor: cursor.optional(),
  kind: z.enum(viewKinds),
  object_id: z.string().max(64).optional().meta({ description: 'Only of this order, document or person' }),
});
export const viewPage = page(view).meta({ id: 'view_page' });
