import { z } from 'zod';
import { idSchema } from '../id.ts';
import { currency } from '../money.ts';
import { cursor, page, pageLimit, timestamp } from '../page.ts';
import { deskReason } from './freeze.ts';

/** Kinds with a value for each level of agents. */
export const levelKinds = ['commissions', 'children', 'grandchildren', 'thresholds'] as const;
/** Kinds with an amount for each currency. */
export const payoutKinds = ['payout_minimum', 'payout_daily'] as const;
/** Kinds with a part for each category. */
export const categoryKinds = ['fees', 'discounts'] as const;
export const ruleKinds = [...categoryKinds, ...levelKinds, ...payoutKinds] as const;
export type RuleKind = (typeof ruleKinds)[number];
export type LevelKind = (typeof levelKinds)[number];

const byCategory = z
  .record(z.string().min(1).max(64), z.int().min(0).max(5000))
  .refine((rates) => '*' in rates && Object.keys(rates).length <= 200)
  .meta({
    description:
      "By category, in basis points of the buyer's price: the operator's part of it; what it takes off it out of that part, as far as it goes. * is all others",
  });
const byLevel = (max: number) =>
  z.record(z.string().regex(/^[1-9]\d?$/), z.int().min(0).max(max)).refine((rates) => Object.keys(rates).length > 0);
const parts = byLevel(5000).meta({
  description:
    "By level, in basis points: an agent's part of a sale; of a sale by whom it brought in; of a sale by whom those brought in",
});
const amountMax = 1_000_000_000_000;
const thresholds = byLevel(amountMax).meta({
  description: 'Matured sales in minor units from which an agent is on a level; of the lowest, zero',
});
const limits = z
  .record(currency, z.int().min(0).max(amountMax))
  .refine((amounts) => Object.keys(amounts).length <= 50)
  .meta({
    description:
      'By currency, in minor units: below what nothing is paid out; up to what an agent is paid in a day without approval',
  });

/** Rates of one kind, all of them: what is left out does not exist any more. */
const ruleRates = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(categoryKinds), rates: byCategory }),
  z.object({ kind: z.enum(['commissions', 'children', 'grandchildren']), rates: parts }),
  z.object({ kind: z.literal('thresholds'), rates: thresholds }),
  z.object({ kind: z.enum(payoutKinds), rates: limits }),
]);
export type RuleRates = z.infer<typeof ruleRates>;

export const ruleStatuses = ['scheduled', 'live', 'replaced', 'withdrawn'] as const;

/** Rates as they were published, valid from a moment on until the next rule of that kind. */
export const rule = z
  .object({
    id: idSchema('rule'),
    kind: z.enum(ruleKinds),
    rates: z.record(z.string(), z.int()),
    status: z.enum(ruleStatuses),
    reason: z.string(),
    published_by: z.string(),
    live_from: timestamp,
    created_at: timestamp,
  })
  .meta({ id: 'rule' });
export type Rule = z.infer<typeof rule>;

export const publishRuleBody = z
  .object({
    terms: ruleRates,
    live_from: timestamp.optional().meta({ description: 'Now when left out' }),
    reason: deskReason,
  })
  .strict()
  .meta({ id: 'publish_rule' });
export const ruleParams = z.object({ id: idSchema('rule') });
export const withdrawRuleBody = z.object({ reason: deskReason }).strict().meta({ id: 'withdraw_rule' });
export const ruleQuery = z.object({ limit: pageLimit, cursor: cursor.optional(), kind: z.enum(ruleKinds) });
export const rulePage = page(rule)
  .extend({
    current: z.record(z.string(), z.int()).meta({ description: 'The rates that apply now' }),
    currencies: z
      .record(z.string(), currency)
      .meta({ description: 'Where the values are amounts and the names are levels: the currency of each' }),
  })
  .meta({ id: 'rule_page' });

export const simulateRuleBody = z
  .object({ terms: ruleRates, orders: z.int().min(1).max(10_000).default(1000) })
  .strict()
  .meta({ id: 'simulate_rule' });

const shares = z
  .object({
    buyers_minor: z.int().meta({ description: 'What buyers paid; the others add up to it' }),
    suppliers_minor: z.int(),
    agents_minor: z.int(),
    channels_minor: z.int(),
    platform_minor: z.int(),
  })
  .meta({ id: 'simulated_shares' });
export type SimulatedShares = z.infer<typeof shares>;

const payouts = z
  .object({
    below_minimum: z.int().min(0),
    to_approve: z.int().min(0).meta({ description: 'By agents; those of suppliers always are' }),
  })
  .meta({ id: 'simulated_payouts' });
export type SimulatedPayouts = z.infer<typeof payouts>;

/** The newest delivered orders under the rates they had, and under others; of payouts, the newest that were asked for. */
export const ruleSimulation = z
  .object({
    orders: z.int().min(0),
    unsellable: z
      .int()
      .min(0)
      .meta({ description: 'Orders that would not have been sold: the price would be above the list price' }),
    currencies: z.array(z.object({ currency, before: shares, after: shares })),
    risen: z.int().min(0).meta({ description: 'Agents of these orders who would be on a higher level' }),
    payouts: z
      .object({ counted: z.int().min(0), before: payouts, after: payouts })
      .nullable()
      .meta({ description: 'null where the rates are not about payouts' }),
  })
  .meta({ id: 'rule_simulation' });
export type RuleSimulation = z.infer<typeof ruleSimulation>;
