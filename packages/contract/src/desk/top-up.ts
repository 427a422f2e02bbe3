import { z } from 'zod';
import { channel, paymentAction } from '../checkout.ts';
import { idSchema } from '../id.ts';
import { currency, money } from '../money.ts';
import { cursor, page, pageLimit, timestamp } from '../page.ts';
import { siteId } from './shop.ts';

/** waiting: not paid yet. failed, closed: the channel says so; what is paid all the same still counts. */
export const topUpStatuses = ['waiting', 'paid', 'failed', 'closed'] as const;
export type TopUpStatus = (typeof topUpStatuses)[number];

/** Money that a shop pays into its balance through a channel. */
export const topUp = z
  .object({
    id: idSchema('topUp'),
    site_id: siteId,
    amount: money.meta({ description: 'What was to be paid' }),
    received: money.meta({ description: 'What came in, all of it now in the balance' }),
    channel: z.string(),
    status: z.enum(topUpStatuses),
    action: paymentAction.nullable().meta({ description: 'How to pay; null when there is nothing more to do' }),
    created_at: timestamp,
    paid_at: timestamp.nullable(),
  })
  .meta({ id: 'top_up' });
export type TopUp = z.infer<typeof topUp>;

export const topUpQuery = z.object({ limit: pageLimit, cursor: cursor.optional() });
export const topUpPage = page(topUp)
  .extend({
    channels: z.array(channel).meta({ description: 'By which a balance can be topped up' }),
  })
  .meta({ id: 'top_up_page' });

export const createTopUpBody = z
  .object({
    amount: z.object({ amount_minor: z.int().min(1).max(100_000_000_000), currency }).strict(),
    channel: z.string().min(1).max(64),
  })
  .strict()
  .meta({
    id: 'create_top_up',
    example: { amount: { amount_minor: 100_000, currency: 'CNY' }, channel: 'sandbox' },
  });
