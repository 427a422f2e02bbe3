import { z } from 'zod';
import { holdId } from './hold.ts';
import { idSchema } from './id.ts';
import { money } from './money.ts';
import { page, pageLimit, cursor, timestamp } from './page.ts';
import { offerId, productId, productKind, redeem } from './product.ts';

export const orderId = idSchema('order');
export const orderItemId = idSchema('orderItem');
export const codeId = idSchema('code');

export const orderStatuses = ['held', 'paid', 'delivered', 'expired', 'refunding', 'refunded', 'disputed'] as const;
export const orderStatus = z.enum(orderStatuses).meta({ id: 'order_status' });
export type OrderStatus = z.infer<typeof orderStatus>;

export const itemStatuses = ['held', 'waiting', 'delivered', 'released', 'refunded'] as const;
export const itemStatus = z.enum(itemStatuses).meta({ id: 'item_status' });

export const orderProduct = z
  .object({
    id: productId,
    name: z.string(),
    brand: z.string(),
    kind: productKind,
    image_url: z.string(),
    region: z.string(),
    face_value: z.string(),
    redeem,
  })
  .meta({ id: 'order_product' });

export const maskedCode = z
  .object({
    id: codeId,
    masked: z
      .string()
      .meta({ description: 'Enough to recognise the code, not to use it', example: '····-····-····-7QX4' }),
    revealed_at: timestamp.nullable(),
  })
  .meta({ id: 'masked_code' });

export const orderItem = z
  .object({
    id: orderItemId,
    product: orderProduct,
    quantity: z.int().min(1),
    unit_price: money,
    status: itemStatus,
    codes: z.array(maskedCode),
  })
  .meta({ id: 'order_item' });

export const refundReasons = [
  'short',
  'excess',
  'late',
  'duplicate',
  'undeliverable',
  'wrong_currency',
  'dispute',
  'operator',
] as const;
export const refund = z
  .object({
    id: idSchema('refund'),
    amount: money,
    status: z
      .enum(['pending', 'done', 'failed'])
      .meta({ description: 'failed is handed to the operator; the money is never forgotten' }),
    reason: z.enum(refundReasons),
    created_at: timestamp,
    done_at: timestamp.nullable(),
  })
  .meta({ id: 'refund' });
export type Refund = z.infer<typeof refund>;

export const paymentStatuses = ['waiting', 'paid', 'failed', 'closed', 'refunded'] as const;

export const order = z
  .object({
    id: orderId,
    status: orderStatus,
    amount: money,
    items: z.array(orderItem),
    payment: z
      .object({ channel: z.string(), status: z.enum(paymentStatuses), paid: money.nullable() })
      .nullable()
      .meta({ description: 'The newest payment attempt' }),
    refunds: z.array(refund),
    client_reference: z.string().nullable(),
    sequence: z.int().min(1).meta({ description: 'Rises with every change of this order' }),
    created_at: timestamp,
    expires_at: timestamp
      .nullable()
      .meta({ description: 'Until when the codes are held for payment; null once it no longer matters' }),
    paid_at: timestamp.nullable(),
    delivered_at: timestamp.nullable(),
  })
  .meta({ id: 'order' });
export type Order = z.infer<typeof order>;

export const orderParams = z.object({ id: orderId });

export const createOrderBody = z
  .object({
    product_id: productId.optional(),
    offer_id: offerId.optional(),
    quantity: z.int().min(1).max(10_000).default(1),
    client_reference: z
      .string()
      .min(1)
      .max(128)
      .meta({ description: 'Your own id of this purchase; the same one never buys twice, for ever' }),
    max_amount: money.meta({ description: 'Refuse rather than pay more than this' }),
    hold_id: holdId.optional().meta({
      description:
        'Take these held codes at their price; without effect once the hold has ended or is of something else',
    }),
  })
  .strict()
  .refine((body) => (body.product_id === undefined) !== (body.offer_id === undefined), {
    path: ['product_id'],
    message: 'exactly one of product_id and offer_id',
  })
  .meta({ id: 'create_order' });
export type CreateOrder = z.infer<typeof createOrderBody>;

export const listOrdersQuery = z.object({
  client_reference: z.string().min(1).max(128).optional(),
  limit: pageLimit,
  cursor: cursor.optional(),
});
export const orderPage = page(order).meta({ id: 'order_page' });

/** Largest number of codes one reveal call answers with. */
export const revealLimitMax = 500;

export const revealBody = z
  .object({ item_id: orderItemId.optional(), cursor: cursor.optional() })
  .strict()
  .meta({ id: 'reveal_request' });

export const codeFields = z
  .object({
    code: z.string().optional(),
    serial: z.string().optional(),
    pin: z.string().optional(),
    account: z.string().optional(),
    password: z.string().optional(),
    link: z.string().optional(),
    expires_at: z.string().optional(),
  })
  .meta({ id: 'code_fields' });
export type CodeFields = z.infer<typeof codeFields>;

export const revealed = z
  .object({
    codes: z.array(z.object({ id: codeId, item_id: orderItemId, fields: codeFields, redeem })).max(revealLimitMax),
    next_cursor: cursor.nullable(),
  })
  .meta({ id: 'revealed' });
export type Revealed = z.infer<typeof revealed>;

export const payOrderBody = z
  .object({ channel: z.string().min(1).max(32) })
  .strict()
  .meta({ id: 'pay_order' });

export const lookupBody = z
  .object({
    order_id: orderId,
    contact: z.string().min(3).max(254),
    query_password: z.string().min(1).max(128).optional(),
  })
  .strict()
  .meta({ id: 'order_lookup' });

export const lookupAnswer = z
  .object({ status: z.literal('sent_if_known') })
  .meta({ id: 'order_lookup_answer', description: 'The same answer whether the order exists or not' });
