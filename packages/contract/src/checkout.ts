import { z } from 'zod';
import { idSchema } from './id.ts';
import { money } from './money.ts';
import { order } from './order.ts';
import { language, timestamp } from './page.ts';
import { product, productId } from './product.ts';

export const checkoutId = idSchema('checkout');

/** Referral ID of an agent: six characters and more, upper case, as printed on links and posters. */
export const ref = z
  .string()
  .regex(/^[A-Z0-9]{4,16}$/)
  .meta({ id: 'ref', description: "An agent's referral ID", example: 'DEMO01' });

/** An exact web origin, without path: `https://blog.example`. */
export const origin = z
  .string()
  .max(255)
  .regex(/^https?:\/\/[^\s/?#]+$/)
  .meta({ id: 'origin', example: 'https://blog.example' });

export const embedMode = z.enum(['redirect', 'overlay', 'inline']).meta({ id: 'embed_mode' });
export type EmbedMode = z.infer<typeof embedMode>;

export const checkoutSecret = z.string().regex(/^cks_[A-Za-z0-9_-]{43}$/);

export const createCheckoutBody = z
  .object({
    product_id: productId,
    quantity: z.int().min(1).max(10_000).default(1),
    ref: ref.optional(),
    coupon: z.string().min(1).max(64).optional(),
    embed: z.object({ origin, mode: embedMode }).optional(),
    replaces: z.object({ id: checkoutId, secret: checkoutSecret }).strict().optional().meta({
      description:
        'The checkout this one follows: another quantity, a new price, a fresh start. Without a key the new one is on behalf of the same site, agent and page.',
    }),
  })
  .strict()
  .meta({ id: 'create_checkout' });

/** Lines of "why this price"; the amounts add up to the checkout's amount. */
export const priceLine = z
  .object({ kind: z.enum(['list_price', 'pool_saving', 'quantity_saving', 'coupon']), amount: money })
  .meta({ id: 'price_line' });
export type PriceLine = z.infer<typeof priceLine>;

export const channel = z
  .object({ id: z.string().meta({ example: 'sandbox' }), label: z.string() })
  .meta({ id: 'channel' });

export const checkout = z
  .object({
    id: checkoutId,
    secret: z.string().meta({ description: 'Proof of being the one who opened it; needed to read and confirm' }),
    status: z.enum(['open', 'confirmed', 'expired']),
    product,
    quantity: z.int().min(1),
    unit_price: money,
    amount: money,
    breakdown: z.array(priceLine),
    channels: z.array(channel),
    consent: z.object({ text_version: z.string(), text: z.string() }),
    expires_at: timestamp,
    url: z.url().meta({
      description: 'Hosted page of this checkout; carries the secret behind #, which is never sent to a server',
    }),
  })
  .meta({ id: 'checkout' });
export type Checkout = z.infer<typeof checkout>;

export const contact = z
  .object({
    email: z.email().max(254).optional(),
    phone: z
      .string()
      .regex(/^\+?[0-9]{6,15}$/)
      .optional(),
  })
  .strict()
  .meta({ id: 'contact' });
export type Contact = z.infer<typeof contact>;

export const confirmCheckoutBody = z
  .object({
    secret: checkoutSecret,
    contact,
    channel: z.string().min(1).max(32),
    consent: z.object({ text_version: z.string().min(1).max(64) }),
    max_amount: money.optional(),
    query_password: z.string().min(4).max(128).optional(),
  })
  .strict()
  .meta({ id: 'confirm_checkout' });

/** What the buyer's browser does next to pay. */
export const paymentAction = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('redirect'), url: z.url(), expires_at: timestamp }),
    z.object({ kind: z.literal('qr'), text: z.string(), app_url: z.string().nullable(), expires_at: timestamp }),
    z.object({
      kind: z.literal('form'),
      url: z.url(),
      fields: z.record(z.string(), z.string()),
      expires_at: timestamp,
    }),
    z.object({
      kind: z.literal('client_secret'),
      provider: z.string(),
      secret: z.string(),
      public_key: z.string(),
      expires_at: timestamp,
    }),
    z.object({
      kind: z.literal('address'),
      network: z.string(),
      address: z.string(),
      amount: z.string(),
      expires_at: timestamp,
    }),
    z.object({ kind: z.literal('none'), expires_at: timestamp }),
  ])
  .meta({ id: 'payment_action' });
export type PaymentAction = z.infer<typeof paymentAction>;

export const confirmation = z
  .object({
    order,
    order_token: z.string().meta({ description: 'ort_…: reads, follows and reveals this one order' }),
    action: paymentAction,
  })
  .meta({ id: 'confirmation' });
export type Confirmation = z.infer<typeof confirmation>;

export const checkoutParams = z.object({ id: checkoutId });
export const checkoutQuery = z.object({ lang: language.optional() });
