import { z } from 'zod';
import { currency, money } from '../money.ts';
import { orderId, orderStatus } from '../order.ts';
import { cursor, page, pageLimit, timestamp } from '../page.ts';

const day = z.iso.date().meta({ description: 'A day, in UTC unless a channel counts its own', example: '2026-01-31' });
const listQuery = z.object({ limit: pageLimit, cursor: cursor.optional() });

export const undeliveredReasons = [
  'waiting_for_codes',
  'delivery_overdue',
  'frozen',
  'refund_pending',
  'refund_failing',
  'refund_missing',
  'callback_unapplied',
] as const;

/** Paid and neither delivered nor refunded; a pool at rest has none. */
export const undeliveredOrder = z
  .object({
    id: orderId,
    status: orderStatus,
    channel: z.string(),
    amount: money,
    reason: z.enum(undeliveredReasons).meta({
      description:
        'overdue: its time came and passed. failing: tried several times. missing: refunding without a refund. unapplied: the channel said paid and it could not be booked yet',
    }),
    attempts: z.int().min(0).meta({ description: 'How often what is waited for was tried' }),
    since: timestamp.meta({ description: 'When the money came, or was told of' }),
    next_attempt_at: timestamp.nullable(),
  })
  .meta({ id: 'undelivered_order' });
export type UndeliveredOrder = z.infer<typeof undeliveredOrder>;

export const undeliveredQuery = listQuery.extend({
  older_than_s: z.coerce
    .number()
    .int()
    .min(0)
    .max(31_536_000)
    .default(60)
    .meta({ description: 'Only what has waited that long; what is seconds old is just being worked on' }),
  reason: z.enum(undeliveredReasons).optional(),
});
export const undeliveredPage = page(undeliveredOrder).meta({ id: 'undelivered_order_page' });

/** A genuine callback that fits nothing here: nobody's money moves before a person has looked. */
export const quarantinedCallback = z
  .object({
    channel: z.string(),
    event_key: z.string(),
    payment_id: z.string().nullable(),
    state: z.string(),
    paid: money.nullable(),
    received_at: timestamp,
  })
  .meta({ id: 'quarantined_callback' });
export type QuarantinedCallback = z.infer<typeof quarantinedCallback>;

export const quarantinedQuery = listQuery;
export const quarantinedPage = page(quarantinedCallback).meta({ id: 'quarantined_callback_page' });

export const billKinds = ['pay', 'refund', 'fee'] as const;
export const reconciliationOutcomes = ['matched', 'missing_here', 'missing_there', 'differs'] as const;

/** What a channel's bills and the books say of one payment, all days together. */
export const reconciliation = z
  .object({
    channel: z.string(),
    payment_id: z.string(),
    kind: z.enum(billKinds),
    currency,
    day: day.meta({ description: 'When it was first looked at' }),
    billed: money,
    booked: money,
    outcome: z.enum(reconciliationOutcomes),
    checked_at: timestamp,
  })
  .meta({ id: 'reconciliation' });
export type Reconciliation = z.infer<typeof reconciliation>;

export const reconciliationQuery = listQuery.extend({
  channel: z.string().min(1).max(64).optional(),
  day: day.optional(),
  outcome: z
    .enum(reconciliationOutcomes)
    .optional()
    .meta({ description: 'Without it, everything that does not match' }),
});
export const reconciliationPage = page(reconciliation).meta({ id: 'reconciliation_page' });

/** What a proof can find. */
export const proofFaults = ['wrong', 'unsettled', 'misfolded', 'unshared', 'miscounted'] as const;
export type ProofFault = (typeof proofFaults)[number];

const faults = z.array(z.string());

/** The ledger recomputed from its transfers, once a day; every list of faults should be empty. */
export const ledgerProof = z
  .object({
    day,
    transfers: z.int().min(0),
    sums: z.array(money).meta({ description: 'The sum over all accounts, per currency; anything but zero is a fault' }),
    faults: z.object({
      wrong: faults.meta({ description: 'Accounts whose running balance is not the sum of their transfers' }),
      unsettled: faults.meta({ description: 'Orders whose escrow does not fit their state' }),
      misfolded: faults.meta({ description: 'Accounts whose snapshot is not the sum of the transfers it covers' }),
      unshared: faults.meta({ description: 'Pending accounts that are not the sum of the shares to mature' }),
      miscounted: faults.meta({
        description: 'Figures of whole days that are not what their orders say, by name, party and day',
      }),
    } satisfies Record<ProofFault, typeof faults>),
    faultless: z.boolean(),
    taken_at: timestamp,
  })
  .meta({ id: 'ledger_proof' });
export type LedgerProof = z.infer<typeof ledgerProof>;

export const ledgerProofQuery = listQuery;
export const ledgerProofPage = page(ledgerProof).meta({ id: 'ledger_proof_page' });

/** Work that goes on by itself, and that somebody waits for. */
export const works = ['deliver_orders', 'apply_callbacks', 'send_refunds', 'dispatch_events', 'send_mails'] as const;
export type Work = (typeof works)[number];

/** Whether what goes on by itself does. */
export const health = z
  .object({
    works: z.array(
      z.object({
        work: z.enum(works),
        late_s: z.int().min(0).meta({ description: 'Seconds by which the oldest of it that is due is late' }),
        ok: z.boolean(),
      }),
    ),
    supply_paused: z.int().min(0).meta({ description: 'Offers that sell nothing because their server fails' }),
    proof: z
      .object({
        day,
        ok: z.boolean().meta({ description: 'It found nothing, and is not older than yesterday' }),
        faults: z.array(z.enum(proofFaults)),
      })
      .nullable()
      .meta({ description: 'The last proof of the ledger and which kinds of fault it found; null before the first' }),
  })
  .meta({ id: 'health' });
export type Health = z.infer<typeof health>;
