import { z } from 'zod';
import { idSchema } from '../id.ts';
import { currency, money } from '../money.ts';
import { cursor, oneId, page, pageLimit, timestamp } from '../page.ts';
import { eventType } from '../webhook.ts';

export const siteId = idSchema('site');
export const siteParams = z.object({ id: siteId });

/** A page or a shop of the organisation. */
export const deskSite = z
  .object({
    id: siteId,
    name: z.string(),
    kind: z.enum(['site', 'shop']).meta({ description: 'site: a web page. shop: buys from its balance' }),
    environment: z.enum(['test', 'live']),
    status: z.enum(['active', 'frozen']),
    origins: z.array(z.string()),
    created_at: timestamp,
  })
  .meta({ id: 'desk_site' });
export type DeskSite = z.infer<typeof deskSite>;
export const deskSiteList = z.object({ data: z.array(deskSite) }).meta({ id: 'desk_site_list' });

export const setOriginsBody = z
  .object({
    origins: z
      .array(z.string().min(8).max(255))
      .max(100)
      .meta({ description: 'Exact origins such as https://shop.example; for test sites also http://localhost:*' }),
  })
  .strict()
  .meta({ id: 'set_origins' });

export const siteKeyId = idSchema('apiKey');
export const siteKeyParams = z.object({ id: siteKeyId });

/** A key of one site: publishable for pages, secret for servers. */
export const siteKey = z
  .object({
    id: siteKeyId,
    site_id: siteId,
    kind: z.enum(['publishable', 'secret']),
    hint: z.string(),
    key: z.string().optional().meta({ description: 'pk_… or sk_…, shown once' }),
    created_at: timestamp,
  })
  .meta({ id: 'site_key' });
export type SiteKey = z.infer<typeof siteKey>;
export const siteKeyList = z.object({ data: z.array(siteKey) }).meta({ id: 'site_key_list' });
export const createSiteKeyBody = z
  .object({ kind: z.enum(['publishable', 'secret']) })
  .strict()
  .meta({ id: 'create_site_key' });

/** One try after the other to bring one event to one endpoint. */
export const delivery = z
  .object({
    event_id: idSchema('event'),
    type: eventType,
    endpoint_id: idSchema('webhookEndpoint'),
    url: z.string(),
    object_id: z.string(),
    attempts: z.int().min(0),
    last_status: z.int().nullable().meta({ description: 'HTTP status of the last try; null when nobody answered' }),
    state: z.enum(['delivered', 'waiting', 'given_up']),
    queued_at: timestamp,
    next_attempt_at: timestamp.nullable(),
    delivered_at: timestamp.nullable(),
  })
  .meta({ id: 'webhook_delivery' });
export type Delivery = z.infer<typeof delivery>;
export const deliveryQuery = z.object({
  limit: pageLimit,
  cursor: cursor.optional(),
  state: z.enum(['delivered', 'waiting', 'given_up']).optional(),
  object_id: oneId.meta({ description: 'Only about this order or product' }),
});
export const deliveryPage = page(delivery).meta({ id: 'webhook_delivery_page' });

export const siteEndpointParams = z.object({ id: siteId, endpoint_id: idSchema('webhookEndpoint') });
export const siteEventParams = z.object({ id: siteId, event_id: idSchema('event') });

/** Below which balance a shop is told. */
export const balanceAlert = z
  .object({
    below: money,
    low_since: timestamp.nullable().meta({ description: 'null: there is enough' }),
  })
  .meta({ id: 'balance_alert' });
export type BalanceAlert = z.infer<typeof balanceAlert>;
export const balanceAlertList = z.object({ data: z.array(balanceAlert) }).meta({ id: 'balance_alert_list' });
export const setBalanceAlertBody = z
  .object({
    below: z
      .object({ amount_minor: z.int().min(0).max(1_000_000_000_000), currency })
      .strict()
      .meta({
        description: 'Zero: never',
      }),
  })
  .strict()
  .meta({ id: 'set_balance_alert', example: { below: { amount_minor: 50000, currency: 'CNY' } } });

/** Longest period of figures, in days. */
export const figuresDaysMax = 366;
const day = z.iso.date().meta({ description: 'A day in UTC', example: '2026-01-31' });
export const figuresQuery = z
  .object({ from: day, to: day })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < figuresDaysMax * 86_400_000, {
    path: ['to'],
    message: `from at most ${figuresDaysMax} days before to`,
  });

/** What was bought in a period of days, both ends included, beside the period of the same length before it. */
export const shopFigures = z
  .object({
    orders: z.int().min(0),
    orders_before: z.int().min(0),
    amounts: z.array(z.object({ amount: money, before: money })).meta({ description: 'Per currency' }),
    days: z.array(z.object({ day, currency, orders: z.int().min(0), amount_minor: z.int().min(0) })),
  })
  .meta({ id: 'shop_figures' });
export type ShopFigures = z.infer<typeof shopFigures>;
