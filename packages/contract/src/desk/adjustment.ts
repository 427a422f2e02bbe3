import { z } from 'zod';
import { idSchema } from '../id.ts';
import { money } from '../money.ts';
import { cursor, page, pageLimit, timestamp } from '../page.ts';
import { deskReason } from './freeze.ts';

/** Whose money: a supplier's or agent's available money, a shop's balance, or the operator's own. */
export const adjustmentParty = z
  .union([z.literal('platform'), idSchema('supplier'), idSchema('agent'), idSchema('site')])
  .meta({ id: 'adjustment_party' });

export const adjustmentStatuses = ['proposed', 'approved', 'refused'] as const;

/** Money moved by hand: one person proposes it, another one approves. */
export const adjustment = z
  .object({
    id: idSchema('adjustment'),
    status: z.enum(adjustmentStatuses),
    from: adjustmentParty,
    to: adjustmentParty,
    amount: money,
    reason: z.string(),
    proposed_by: z.object({ id: z.string(), name: z.string() }),
    decided_by: z.object({ id: z.string(), name: z.string() }).nullable(),
    message: z.string().nullable(),
    created_at: timestamp,
    decided_at: timestamp.nullable(),
  })
  .meta({ id: 'adjustment' });
export type Adjustment = z.infer<typeof adjustment>;

export const adjustmentBody = z
  .object({
    from: adjustmentParty,
    to: adjustmentParty,
    amount: money.refine(({ amount_minor }) => amount_minor > 0, { path: ['amount_minor'] }),
    reason: deskReason,
  })
  .strict()
  .refine(({ from, to }) => from !== to, { path: ['to'] })
  .meta({ id: 'propose_adjustment' });
export const adjustmentParams = z.object({ id: idSchema('adjustment') });
export const adjustmentDecisionBody = z
  .object({ decision: z.enum(['approve', 'refuse']), message: z.string().trim().max(500).optional() })
  .strict()
  .meta({ id: 'decide_adjustment' });

export const adjustmentQuery = z.object({
  limit: pageLimit,
  cursor: cursor.optional(),
  status: z.enum(adjustmentStatuses).default('proposed'),
});
export const adjustmentPage = page(adjustment).meta({ id: 'adjustment_page' });
