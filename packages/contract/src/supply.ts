import { z } from 'zod';
import { idSchema } from './id.ts';
import { money } from './money.ts';
import { codeFields } from './order.ts';
import { timestamp } from './page.ts';
import { offerId, productId } from './product.ts';

/** What the test of a supplier's server asks for; never codes that are worth anything. */
export const supplyRehearsals = ['good', 'partial', 'later'] as const;
export type SupplyRehearsal = (typeof supplyRehearsals)[number];

export const supplyRequestId = idSchema('supplyRequest');

/** What the pool posts to a supplier's server when an order waits for codes. */
export const supplyRequest = z
  .object({
    type: z.literal('supply.request'),
    id: supplyRequestId.meta({ description: 'The same id is the same request: give the same codes again' }),
    product_id: productId,
    offer_id: offerId,
    quantity: z.int().min(1),
    amount: money.meta({ description: 'What the supplier gets for all of them' }),
    deadline: timestamp.meta({ description: 'Afterwards the buyer has been refunded' }),
    answer_url: z.url().meta({ description: 'Where an answer goes that takes longer' }),
    rehearsal: z.enum(supplyRehearsals).nullable().meta({ description: 'Set by the test: answer with made-up codes' }),
  })
  .meta({ id: 'supply_request' });
export type SupplyRequest = z.infer<typeof supplyRequest>;

/** Most codes one answer may carry. */
export const supplyCodesMax = 1000;

/** What a supplier answers, at once with 200 or later to `answer_url`. An id is answered once; the same answer again changes nothing. */
export const supplyAnswer = z
  .object({
    id: supplyRequestId,
    outcome: z.enum(['codes', 'partial', 'refused']).meta({
      description: 'partial: these codes and no more will come. refused: none will',
    }),
    codes: z.array(codeFields.strict()).max(supplyCodesMax).default([]),
    reason: z.string().max(300).optional(),
  })
  .strict()
  .refine(({ outcome, codes }) => (outcome === 'refused') === (codes.length === 0), {
    path: ['codes'],
    message: 'Codes come with codes and partial, and never with refused.',
  })
  .meta({ id: 'supply_answer' });
export type SupplyAnswer = z.infer<typeof supplyAnswer>;

export const supplyStatuses = ['open', 'filled', 'partial', 'refused', 'expired', 'late'] as const;
/** Where a request for codes is in its life. */
export type SupplyStatus = (typeof supplyStatuses)[number];

/** What became of the codes of an answer. */
export const supplyReceipt = z
  .object({
    id: supplyRequestId,
    status: z.enum(supplyStatuses),
    taken: z.int().min(0).meta({ description: 'Codes that the order took' }),
    shelved: z.int().min(0).meta({ description: 'Codes that wait on the shelf of the offer: too many, or too late' }),
    refused: z.int().min(0).meta({ description: 'Codes that the pool had before, or that lack a field' }),
  })
  .meta({ id: 'supply_receipt' });
export type SupplyReceipt = z.infer<typeof supplyReceipt>;

/** How one message to or from a supplier's server ended; each has its words at the desk. */
export const supplyResults = [
  'answered',
  'accepted',
  'partial',
  'refused',
  'short',
  'spoiled',
  'late',
  'timeout',
  'unreachable',
  'address_refused',
  'bad_status',
  'bad_answer',
  'expired',
] as const;
export type SupplyResult = (typeof supplyResults)[number];
