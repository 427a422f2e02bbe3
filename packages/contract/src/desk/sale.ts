import { z } from 'zod';
import { idSchema } from '../id.ts';
import { currency, money } from '../money.ts';
import { orderId } from '../order.ts';
import { cursor, oneId, page, pageLimit, timestamp } from '../page.ts';
import { offerId, productId } from '../product.ts';
import { figuresQuery } from './shop.ts';

const count = z.int().min(0);
const product = z.object({ id: productId, name: z.string() });

export const saleStatus = z
  .enum(['delivered', 'disputed', 'refunding', 'refunded'])
  .meta({ id: 'sale_status', description: 'Of the order; what is not delivered is not a sale yet' });

/** An order of a supplier's goods, as far as it is the supplier's: neither who bought nor which code. */
export const sale = z
  .object({
    order_id: orderId,
    status: saleStatus,
    items: z.array(z.object({ offer_id: offerId, product, codes: count, supply_price: money })),
    earned: money.meta({ description: "The supplier's share when it was delivered" }),
    taken_back: money.meta({ description: 'Of that, what refunds took back' }),
    frozen: z.boolean().meta({ description: 'A dispute keeps the share from maturing' }),
    matures_at: timestamp,
    matured: z.boolean(),
    created_at: timestamp,
  })
  .meta({ id: 'sale' });
export type Sale = z.infer<typeof sale>;
export const salePage = page(sale).meta({ id: 'sale_page' });
export const saleQuery = figuresQuery.safeExtend({
  status: saleStatus.optional(),
  order_id: oneId.meta({ description: 'Only this order, whenever it was' }),
  limit: pageLimit,
  cursor: cursor.optional(),
});

/** What was sold in a period of days, both ends included, beside the period of the same length before it. */
export const supplierFigures = z
  .object({
    orders: count,
    orders_before: count,
    codes: count,
    codes_before: count,
    disputes: count,
    disputes_before: count,
    amounts: z.array(z.object({ amount: money, before: money })).meta({
      description: "Per currency: the supplier's shares, less what refunds took back",
    }),
    days: z.array(
      z.object({
        day: z.iso.date().meta({ description: 'A day in UTC', example: '2026-01-31' }),
        currency,
        orders: count,
        amount_minor: count,
      }),
    ),
  })
  .meta({ id: 'supplier_figures' });
export type SupplierFigures = z.infer<typeof supplierFigures>;

/** How one offer does in a period: what sold, what was wrong with it, and how its price stands beside others. */
export const performance = z
  .object({
    offer_id: idSchema('offer'),
    product,
    status: z.enum(['active', 'paused']),
    orders: count,
    codes: count,
    earned: money.meta({ description: 'Before refunds' }),
    disputed_codes: count,
    defective_codes: count.meta({ description: 'Of those, for which the buyer got money or another code' }),
    price: money,
    position: z.int().min(1).nullable().meta({
      description: '1: nobody sells it for less now; null while this offer is not for sale',
    }),
    rivals: count.meta({ description: 'Other offers of the product that are for sale now' }),
    lowest_price: money.nullable().meta({ description: 'Of all that are for sale now' }),
  })
  .meta({ id: 'performance' });
export type Performance = z.infer<typeof performance>;
export const performancePage = page(performance).meta({ id: 'performance_page' });
export const performanceQuery = figuresQuery.safeExtend({ limit: pageLimit, cursor: cursor.optional() });
