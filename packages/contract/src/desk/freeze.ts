import { z } from 'zod';
import { idSchema } from '../id.ts';
import { cursor, page, pageLimit, timestamp } from '../page.ts';

export const freezeKinds = ['supplier', 'product', 'agent', 'order'] as const;
export type FreezeKind = (typeof freezeKinds)[number];

/** Why something was done, for the audit log. */
export const deskReason = z
  .string()
  .trim()
  .min(3)
  .max(500)
  .meta({ id: 'desk_reason', description: 'Why; kept for ever' });

/** What the operator has stopped for now: goods are not sold, money is not paid out, codes are not shown. */
export const freeze = z
  .object({
    id: idSchema('freeze'),
    kind: z.enum(freezeKinds),
    object_id: z.string(),
    name: z.string().nullable(),
    reason: z.string(),
    frozen_by: z.string(),
    created_at: timestamp,
    lifted_at: timestamp.nullable(),
    lifted_by: z.string().nullable(),
    lifted_reason: z.string().nullable(),
  })
  .meta({ id: 'freeze' });
export type Freeze = z.infer<typeof freeze>;

export const freezeBody = z
  .object({
    object_id: z
      .union([idSchema('supplier'), idSchema('product'), idSchema('agent'), idSchema('order')])
      .meta({ description: 'A supplier, product, agent or order' }),
    reason: deskReason,
  })
  .strict()
  .meta({ id: 'freeze_body' });
export const liftBody = z.object({ reason: deskReason }).strict().meta({ id: 'lift_freeze' });
export const freezeParams = z.object({ id: idSchema('freeze') });

export const freezeQuery = z.object({
  limit: pageLimit,
  cursor: cursor.optional(),
  state: z.enum(['open', 'all']).default('open'),
  kind: z.enum(freezeKinds).optional(),
});
export const freezePage = page(freeze).meta({ id: 'freeze_page' });
