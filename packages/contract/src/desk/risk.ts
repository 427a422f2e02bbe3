import { z } from 'zod';
import { idSchema } from '../id.ts';
import { cursor, page, pageLimit, timestamp } from '../page.ts';

/**
 * What is watched for: an agent whose buyers are the agent; an agent and a supplier whose sales end in disputes that the buyer
 * wins; a buyer who disputes again and again; many purchases from one network within an hour.
 */
export const riskRules = ['own_sales', 'disputed_sales', 'disputed_goods', 'repeated_claims', 'one_network'] as const;
export type RiskRule = (typeof riskRules)[number];
export const riskStatuses = ['open', 'dismissed', 'handled'] as const;

/** Something that recurs and that a person should look at. Each order counts once for a rule, so what was decided does not come back by itself. */
export const riskEvent = z
  .object({
    id: idSchema('riskEvent'),
    rule: z.enum(riskRules),
    status: z.enum(riskStatuses),
    subject_id: z
      .union([idSchema('agent'), idSchema('supplier'), idSchema('order')])
      .meta({ description: 'The agent or supplier; where buyers are concerned, one of their orders' }),
    subject_name: z.string().nullable(),
    orders: z.int().min(1).meta({ description: 'Orders that count towards it' }),
    order_ids: z.array(idSchema('order')).max(20).meta({ description: 'The newest of them' }),
    created_at: timestamp,
    last_at: timestamp,
    decided_by: z.string().nullable(),
    message: z.string().nullable(),
    decided_at: timestamp.nullable(),
  })
  .meta({ id: 'risk_event' });
export type RiskEvent = z.infer<typeof riskEvent>;

export const riskQuery = z.object({
  limit: pageLimit,
  cursor: cursor.optional(),
  status: z.enum(riskStatuses).default('open'),
});
export const riskPage = page(riskEvent).meta({ id: 'risk_event_page' });

export const riskParams = z.object({ id: idSchema('riskEvent') });
export const riskDecisionBody = z
  .object({
    decision: z
      .enum(['dismiss', 'handle'])
      .meta({ description: 'Whether it was nothing, or something was done about it' }),
    message: z.string().trim().min(3).max(500).meta({ description: 'What was found; kept for ever' }),
  })
  .strict()
  .meta({ id: 'decide_risk_event' });
