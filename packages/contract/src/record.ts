import { z } from 'zod';
import { contact } from './checkout.ts';
import { dispute } from './dispute.ts';
import { idSchema } from './id.ts';
import { money } from './money.ts';
import { order, orderStatus } from './order.ts';
import { timestamp } from './page.ts';

/** What a buyer agreed to for one order. */
export const consentRecord = z
  .object({
    text_version: z.string(),
    language: z.string(),
    text: z
      .string()
      .nullable()
      .meta({ description: 'The words as they were shown; null for versions before they were kept' }),
    site_id: idSchema('site').nullable(),
    page_origin: z.string().nullable().meta({ description: 'The page around the checkout' }),
    given_at: timestamp,
  })
  .meta({ id: 'consent_record' });

/** Everything that is kept of a buyer for one order. Codes are masked, as on the order page. */
export const orderRecord = order
  .omit({ payment: true, sequence: true, expires_at: true })
  .extend({
    contact: contact.nullable(),
    language: z.string().nullable(),
    site: z.object({ id: idSchema('site'), name: z.string() }).nullable(),
    states: z.array(z.object({ status: orderStatus, at: timestamp })),
    payments: z.array(
      z.object({
        id: idSchema('payment'),
        channel: z.string(),
        status: z.string(),
        amount: money,
        received: money,
        created_at: timestamp,
      }),
    ),
    consent: consentRecord.nullable(),
    mails: z.array(z.object({ about: z.string(), outcome: z.string().nullable(), sent_at: timestamp.nullable() })),
    reveals: z.array(z.object({ codes: z.int(), at: timestamp })),
    disputes: z.array(dispute),
  })
  .meta({ id: 'order_record' });
export type OrderRecord = z.infer<typeof orderRecord>;

/** Everything that is kept of one contact. */
export const recordExport = z
  .object({
    made_at: timestamp,
    orders: z.array(orderRecord),
    complete: z.boolean().meta({ description: 'The last member: without it the export was cut off' }),
  })
  .meta({ id: 'record_export' });
export type RecordExport = z.infer<typeof recordExport>;
