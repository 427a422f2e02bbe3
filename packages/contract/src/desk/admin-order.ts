import { z } from 'zod';
import { idSchema } from '../id.ts';
import { money } from '../money.ts';
import { orderId, orderStatus, refund } from '../order.ts';
import { timestamp } from '../page.ts';
import { deskReason } from './freeze.ts';

/** An order as the operator sees it: what moved, and between whom; neither codes nor the buyer's address. */
export const adminOrder = z
  .object({
    id: orderId,
    status: orderStatus,
    frozen_at: timestamp.nullable(),
    channel: z.string(),
    amount: money,
    refundable: money.meta({ description: 'How much can still be refunded' }),
    site_id: idSchema('site').nullable(),
    agent_id: idSchema('agent').nullable(),
    items: z.array(
      z.object({
        product_id: idSchema('product'),
        name: z.string(),
        supplier_id: idSchema('supplier'),
        quantity: z.int(),
        delivered_quantity: z.int(),
        unit_price: money,
        status: z.string(),
      }),
    ),
    payments: z.array(
      z.object({
        id: idSchema('payment'),
        channel: z.string(),
        status: z.string(),
        amount: money,
        received: money,
        provider_reference: z.string().nullable(),
      }),
    ),
    refunds: z.array(refund),
    disputes: z.array(z.object({ id: idSchema('dispute'), status: z.string() })),
    reveals: z.int().min(0).meta({ description: 'How often codes were shown' }),
    created_at: timestamp,
    paid_at: timestamp.nullable(),
    delivered_at: timestamp.nullable(),
    erased_at: timestamp.nullable().meta({ description: 'When what is personal about it was erased for ever' }),
  })
  .meta({ id: 'admin_order' });
export type AdminOrder = z.infer<typeof adminOrder>;
export const adminOrderParams = z.object({ id: orderId });

export const refundBody = z
  .object({ amount: money.optional().meta({ description: 'All that is left when left out' }), reason: deskReason })
  .strict()
  .meta({ id: 'refund_order' });
