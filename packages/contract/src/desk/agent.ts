import { z } from 'zod';
import { ref } from '../checkout.ts';
import { idSchema } from '../id.ts';
import { money } from '../money.ts';
import { orderId, orderStatus } from '../order.ts';
import { cursor, language, oneId, page, pageLimit, searchWords, timestamp } from '../page.ts';
import { productId } from '../product.ts';
import { verificationStatus } from './verification.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const bps = z.int().min(0).max(10_000);
const count = z.int().min(0);

export const agent = z
  .object({
    id: idSchema('agent'),
    organisation_id: idSchema('organisation'),
    name: z.string(),
    ref,
    status: z.enum(['active', 'frozen']).meta({ description: 'frozen: links lead on, and earn nothing' }),
    language,
    level: z.int().min(0),
    sales: z.array(money).meta({ description: 'Sales that have matured, per currency; the level goes by them' }),
    invited_by: z.string().nullable().meta({ description: 'Name of the agent who brought this one in' }),
    verification: verificationStatus.nullable().meta({ description: 'Needed before the first payout' }),
    url: z.url().meta({ description: 'The link to share' }),
    created_at: timestamp,
  })
  .meta({ id: 'agent' });
export type Agent = z.infer<typeof agent>;

export const agentLevel = z
  .object({
    level: z.int().min(0),
    sales_from: money.meta({ description: 'Matured sales from which an agent is on this level' }),
    commission_bps: bps.meta({ description: "Of the pool's price of what one sells" }),
    child_bps: bps.meta({ description: 'Of what agents sell whom one brought in' }),
    grandchild_bps: bps.meta({ description: 'Of what agents sell whom those brought in' }),
  })
  .meta({ id: 'agent_level' });
export const agentLevelList = z
  .object({
    data: z.array(agentLevel),
    upcoming: z
      .array(z.object({ live_from: timestamp, data: z.array(agentLevel) }))
      .meta({ description: 'Levels as published to be from a moment on, the next first' }),
  })
  .meta({ id: 'agent_level_list' });

export const linkBody = z
  .object({ label: text(60).meta({ description: 'Where the link hangs; nobody else sees it' }) })
  .strict()
  .meta({ id: 'new_agent_link', example: { label: 'Video descriptions' } });
export const link = z
  .object({
    id: idSchema('agentLink').nullable().meta({ description: 'null: the first one, which stays' }),
    ref,
    label: z.string().nullable(),
    url: z.url(),
    created_at: timestamp,
  })
  .meta({ id: 'agent_link' });
export const linkList = z.object({ data: z.array(link) }).meta({ id: 'agent_link_list' });
export const linkParams = z.object({ id: idSchema('agentLink') });

export const commissionKinds = ['commission', 'markup', 'downline'] as const;
export const commissionStatuses = ['pending', 'frozen', 'matured', 'paid', 'refunded'] as const;
export const commissionStatus = z.enum(commissionStatuses).meta({
  id: 'commission_status',
  description: 'frozen: the buyer disputes; refunded: nothing is left of it',
});
export const commission = z
  .object({
    kind: z
      .enum(commissionKinds)
      .meta({ description: 'Of an own sale, what one added to its price, or of a sale by somebody one brought in' }),
    order: z.object({
      id: orderId,
      status: orderStatus,
      product_id: productId,
      product: z.string(),
      quantity: z.int().min(1),
      amount: money.nullable().meta({ description: 'What the buyer paid; null for sales by others' }),
    }),
    ref: ref.nullable().meta({ description: 'The link by which the buyer came; null for sales by others' }),
    status: commissionStatus,
    earned: money,
    taken_back: money.meta({ description: 'By refunds; zero or below' }),
    sold_at: timestamp,
    matures_at: timestamp,
  })
  .meta({ id: 'commission' });
export type Commission = z.infer<typeof commission>;
export const commissionPage = page(commission).meta({ id: 'commission_page' });
export const commissionQuery = z.object({
  status: commissionStatus.optional(),
  order_id: oneId.meta({ description: 'Only of this order' }),
  limit: pageLimit,
  cursor: cursor.optional(),
});

const tally = z.object({ views: count, checkouts: count, paid: count });
/** What an agent's links did in a period of days, beside the period of the same length before it. */
export const agentFigures = z
  .object({
    total: tally,
    before: tally,
    earned: z
      .array(z.object({ amount: money, before: money }))
      .meta({ description: 'Per currency; less what refunds took back' }),
    days: z.array(tally.extend({ day: z.iso.date() })),
    links: z.array(tally.extend({ ref, label: z.string().nullable() })),
    own_purchases: count.meta({ description: 'Of the paid: the agent was the buyer, so nobody earned' }),
  })
  .meta({ id: 'agent_figures' });
export type AgentFigures = z.infer<typeof agentFigures>;

export const agentGoods = z
  .object({
    product_id: productId,
    name: z.string(),
    image_url: z.string(),
    list_price: money,
    pool_price: money,
    price: money.meta({ description: "With the agent's markup" }),
    markup_bps: bps.nullable().meta({ description: 'null: the markup of all products' }),
    commission: money.meta({ description: 'What one unit earns at the level one is on, with the markup' }),
  })
  .meta({ id: 'agent_goods' });
export type AgentGoods = z.infer<typeof agentGoods>;
export const markups = z
  .object({
    markup_bps: bps.meta({ description: 'Of products without one of their own' }),
    data: z.array(agentGoods),
    next_cursor: cursor.nullable(),
  })
  .meta({ id: 'agent_markups' });
export const markupQuery = z.object({ limit: pageLimit, cursor: cursor.optional(), q: searchWords });
export const markupBody = z
  .object({
    markup_bps: bps.optional(),
    products: z
      .array(z.object({ product_id: productId, markup_bps: bps.nullable() }).strict())
      .max(100)
      .optional()
      .meta({ description: 'null: as all others' }),
  })
  .strict()
  .meta({ id: 'new_agent_markups', example: { markup_bps: 500 } });

export const storefrontBody = z
  .object({
    slug: z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]$/)
      .meta({ description: 'The page is /s/{slug}' }),
    title: text(60),
    words: z.string().trim().max(600),
    product_ids: z
      .array(productId)
      .max(60)
      .refine((ids) => new Set(ids).size === ids.length, { message: 'each product once' })
      .meta({ description: 'In the order they are shown; none: what the catalogue shows first' }),
    published: z.boolean(),
  })
  .strict()
  .meta({
    id: 'storefront_body',
    example: {
      slug: 'linqiao',
      title: 'Linqiao’s corner',
      words: 'Codes I use myself.',
      product_ids: [],
      published: true,
    },
  });
export const storefront = storefrontBody
  .extend({
    url: z.url(),
    updated_at: timestamp.nullable().meta({ description: 'null: not saved yet; this is a proposal' }),
  })
  .meta({ id: 'storefront' });
export type Storefront = z.infer<typeof storefront>;

export const downline = z
  .object({
    invite_url: z.url().meta({ description: 'Whoever signs up by it is brought in by this agent' }),
    data: z.array(
      z.object({
        name: z.string(),
        level: z.int().min(0),
        status: z.enum(['active', 'frozen']),
        joined_at: timestamp,
        brought_in: count.meta({ description: 'Agents whom they brought in' }),
        sales: count,
        earned: z
          .array(money)
          .meta({ description: 'What their sales and those of whom they brought in earned this agent' }),
      }),
    ),
    next_cursor: cursor.nullable(),
  })
  .meta({ id: 'downline' });
export type Downline = z.infer<typeof downline>;
export const downlineQuery = z.object({ q: searchWords, limit: pageLimit, cursor: cursor.optional() });
