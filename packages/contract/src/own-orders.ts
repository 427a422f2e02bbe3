import { z } from 'zod';
import { order } from './order.ts';
import { cursor, language, page, pageLimit, timestamp } from './page.ts';

/** The bearer of everything bought with one contact, for half an hour. */
export const ownToken = z.string().meta({ description: 'own_…: everything bought with one contact, for half an hour' });

export const ordersLinkBody = z
  .object({ contact: z.email().max(254) })
  .strict()
  .meta({ id: 'orders_link' });

export const openLinkBody = z
  .object({
    link: z
      .string()
      .min(1)
      .max(256)
      .meta({ description: 'What stands behind # in the mailed link; good once, for half an hour' }),
  })
  .strict()
  .meta({ id: 'open_orders_link' });
export const openedLink = z.object({ token: ownToken, expires_at: timestamp }).meta({ id: 'opened_orders_link' });

export const ownOrdersQuery = z.object({ limit: pageLimit, cursor: cursor.optional(), lang: language.optional() });
export const ownOrderPage = page(
  z.object({
    order,
    order_token: z
      .string()
      .nullable()
      .meta({ description: 'ort_…; null when the order has a query password, which has to be given at the lookup' }),
  }),
).meta({ id: 'own_order_page' });

export const erasureAsked = z
  .object({ status: z.literal('asked') })
  .meta({ id: 'erasure_asked', description: 'The operator looks at it; asking again changes nothing' });
