import { z } from 'zod';
import { idSchema } from '../id.ts';
import { cursor, page, pageLimit, timestamp } from '../page.ts';
import { deskReason } from './freeze.ts';

export const recordRequestKinds = ['export', 'erasure'] as const;
export const recordRequestStatuses = ['open', 'running', 'done', 'refused'] as const;

const who = z.object({ id: z.string(), name: z.string() });

/** Somebody wants to have, or to have erased, what is kept of them. */
export const recordRequest = z
  .object({
    id: idSchema('recordRequest'),
    kind: z.enum(recordRequestKinds),
    status: z
      .enum(recordRequestStatuses)
      .meta({ description: 'running: begun, and finished by itself as soon as nothing is open about an order' }),
    contact_hint: z.string().nullable().meta({ description: 'The ends of the address; null once it is erased' }),
    asked_by: who.meta({ description: 'The buyer, or who at the desk wrote it down' }),
    reason: z.string().nullable(),
    orders: z.int().min(0).meta({ description: 'How many orders were given out or erased' }),
    done_by: who.nullable(),
    message: z.string().nullable(),
    created_at: timestamp,
    done_at: timestamp.nullable(),
  })
  .meta({ id: 'record_request' });
export type RecordRequest = z.infer<typeof recordRequest>;

export const recordRequestBody = z
  .object({
    kind: z.enum(recordRequestKinds),
    contact: z
      .string()
      .trim()
      .min(3)
      .max(254)
      .meta({ description: 'The e-mail address, or the phone number, they buy with' }),
    reason: deskReason,
  })
  .strict()
  .meta({ id: 'open_record_request' });
export const recordRequestParams = z.object({ id: idSchema('recordRequest') });
export const recordRefusalBody = z.object({ reason: deskReason }).strict().meta({ id: 'refuse_record_request' });

export const recordRequestQuery = z.object({
  limit: pageLimit,
  cursor: cursor.optional(),
  state: z.enum(['waiting', 'ended']).default('waiting'),
});
export const recordRequestPage = page(recordRequest).meta({ id: 'record_request_page' });
