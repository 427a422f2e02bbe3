import { z } from 'zod';
import { idSchema } from './id.ts';
import { cursor, page, pageLimit, timestamp } from './page.ts';

export const eventTypes = [
  'order.paid',
  'order.delivered',
  'order.refunded',
  'order.expired',
  'order.disputed',
  'product.updated',
  'balance.low',
] as const;
export const eventType = z.enum(eventTypes).meta({ id: 'event_type' });
export type EventType = z.infer<typeof eventType>;

/** A thin event: what happened to which object, never its contents. Read the object for the rest. */
export const event = z
  .object({
    id: idSchema('event'),
    type: eventType,
    timestamp,
    data: z.object({
      object: z.string().meta({ description: 'Id of the order or product; of the site whose balance is low' }),
      sequence: z.int().min(1),
      status: z.string().nullable(),
      client_reference: z.string().nullable(),
    }),
  })
  .meta({ id: 'event' });
export type KamengEvent = z.infer<typeof event>;

export const webhookEndpointId = idSchema('webhookEndpoint');

export const createWebhookEndpointBody = z
  .object({ url: z.url().max(2048), events: z.array(eventType).min(1).max(eventTypes.length).optional() })
  .strict()
  .meta({ id: 'create_webhook_endpoint' });

export const webhookEndpoint = z
  .object({
    id: webhookEndpointId,
    url: z.url(),
    events: z.array(eventType),
    secret: z
      .string()
      .meta({ description: 'whsec_…, shown once, for verifying Standard Webhooks signatures' })
      .optional(),
    created_at: timestamp,
  })
  .meta({ id: 'webhook_endpoint' });

export const webhookEndpointList = z.object({ data: z.array(webhookEndpoint) }).meta({ id: 'webhook_endpoint_list' });
export const webhookEndpointParams = z.object({ id: webhookEndpointId });

export const eventParams = z.object({ id: idSchema('event') });
export const listEventsQuery = z.object({ limit: pageLimit, cursor: cursor.optional() });
export const eventPage = page(event).meta({ id: 'event_page' });
export const redelivery = z
  .object({ status: z.literal('queued'), deliveries: z.int().min(0) })
  .meta({ id: 'redelivery' });
