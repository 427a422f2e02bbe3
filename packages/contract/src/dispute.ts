import { z } from 'zod';
import { idSchema } from './id.ts';
import { amountMinor, money } from './money.ts';
import { codeId, orderId } from './order.ts';
import { cursor, oneId, page, pageLimit, timestamp } from './page.ts';
import { productQuery } from './product.ts';

export const disputeId = idSchema('dispute');
export const evidenceId = idSchema('evidence');

/** Days after delivery in which a buyer can open a dispute. */
export const disputeDays = 7;

export const disputeStatuses = [
  'opened',
  'supplier_turn',
  'buyer_turn',
  'evidence',
  'arbiter',
  'decided',
  'appealed',
  'closed',
] as const;
export const disputeStatus = z.enum(disputeStatuses).meta({ id: 'dispute_status' });
export type DisputeStatus = z.infer<typeof disputeStatus>;

/** What the buyer says is wrong with the codes. */
export const disputeClaims = ['invalid', 'already_used', 'wrong_goods', 'expired', 'other'] as const;
export const disputeClaim = z.enum(disputeClaims).meta({ id: 'dispute_claim' });

/** What everybody can check, whoever says what. */
export const disputeFacts = ['never_revealed', 'not_as_uploaded', 'seen_before', 'redeemed_before_reveal'] as const;
export type DisputeFact = (typeof disputeFacts)[number];

/** Why a dispute went the way it did; each has its sentence in zh-CN and in English. */
export const disputeRules = [
  ...disputeFacts,
  'accepted_by_supplier',
  'supplier_silent',
  'offer_taken',
  'buyer_silent',
  'withdrawn',
  'arbiter_silent',
  'appeal_silent',
  'evidence_for_buyer',
  'evidence_for_supplier',
  'no_evidence',
  'shared_fault',
  'nothing_left_to_replace',
] as const;
export type DisputeRule = (typeof disputeRules)[number];
/** Rules that an arbiter can decide by. */
export const arbiterRules = ['evidence_for_buyer', 'evidence_for_supplier', 'no_evidence', 'shared_fault'] as const;

export const disputeParties = ['buyer', 'supplier', 'arbiter', 'rules'] as const;
export type DisputeParty = (typeof disputeParties)[number];

/** What comes of it: all of the money back, a part of it, other codes, or nothing. */
export const remedyKinds = ['refund', 'part', 'replacement', 'none'] as const;
export type RemedyKind = (typeof remedyKinds)[number];
export const remedy = z
  .object({ kind: z.enum(remedyKinds), amount: money.nullable() })
  .meta({ id: 'dispute_remedy', description: 'amount says how much goes back, for refund and part' });

/** Longest text of anybody in a dispute, in characters. */
export const disputeTextMax = 2000;
/** Most pieces of evidence of one side. */
export const evidenceMax = 8;
const words = z.string().trim().min(1).max(disputeTextMax);

export const evidence = z
  .object({
    id: evidenceId,
    party: z.enum(['buyer', 'supplier', 'arbiter']),
    kind: z.enum(['text', 'image']),
    text: z.string().nullable(),
    sha256: z.string().meta({ description: 'Of what is kept: an image is written anew when it comes in' }),
    created_at: timestamp,
  })
  .meta({ id: 'dispute_evidence' });

export const disputeStep = z
  .object({
    sequence: z.int().min(1),
    party: z.enum(disputeParties).meta({ description: '`rules`: a deadline that passed, or a fact' }),
    action: z.string(),
    status: disputeStatus,
    rule: z.enum(disputeRules).nullable(),
    reason: z.string().nullable().meta({ description: 'The rule in words of the language asked for' }),
    note: z.string().nullable(),
    evidence_hash: z.string().meta({
      description: 'SHA-256 over the step before and all evidence by then, in order; nothing can be slipped in',
    }),
    created_at: timestamp,
  })
  .meta({ id: 'dispute_step' });

/** What somebody may do next. */
export const disputeActions = [
  'take',
  'refuse',
  'withdraw',
  'appeal',
  'accept',
  'offer_replacement',
  'offer_part',
  'contest',
  'decide',
  'add_evidence',
] as const;
export type DisputeAction = (typeof disputeActions)[number];

export const disputedCode = z.object({
  id: codeId,
  masked: z.string(),
  revealed_at: timestamp.nullable(),
  replaced_by: codeId.nullable(),
  facts: z.array(z.enum(disputeFacts)),
});

export const dispute = z
  .object({
    id: disputeId,
    order_id: orderId,
    status: disputeStatus,
    turn: z.enum(disputeParties).nullable(),
    deadline: timestamp
      .nullable()
      .meta({ description: 'Until when it is whoseever turn it is; silence loses the turn' }),
    may: z.array(z.enum(disputeActions)).meta({ description: 'What whoever asks may do now' }),
    claim: disputeClaim,
    amount: money.meta({ description: 'What was paid for these codes' }),
    codes: z.array(disputedCode),
    offer: remedy.nullable(),
    outcome: remedy.nullable().meta({ description: 'Carried out when the dispute is closed' }),
    rule: z.enum(disputeRules).nullable(),
    reason: z.string().nullable(),
    appealed: z.boolean(),
    evidence: z.array(evidence),
    steps: z.array(disputeStep),
    created_at: timestamp,
    closed_at: timestamp.nullable(),
  })
  .meta({ id: 'dispute' });
export type Dispute = z.infer<typeof dispute>;

export const disputeList = z.object({ data: z.array(dispute) }).meta({ id: 'dispute_list' });

export const openDisputeBody = z
  .object({
    claim: disputeClaim,
    text: words,
    code_ids: z.array(codeId).min(1).max(100).optional().meta({ description: 'All codes of the order when left out' }),
  })
  .strict()
  .meta({ id: 'open_dispute' });

export const answerDisputeBody = z
  .object({
    action: z.enum(['take', 'refuse', 'withdraw', 'appeal']),
    text: words.optional().meta({ description: 'Asked for with an appeal' }),
  })
  .strict()
  .meta({ id: 'answer_dispute' });

/** Largest image as it is sent, in bytes: pages make photos smaller before they send them. */
export const imageBytesMax = 180_000;
export const imageTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;

const image = z.object({
  type: z.enum(imageTypes),
  data: z
    .base64()
    .min(16)
    .max(Math.ceil(imageBytesMax / 3) * 4)
    .meta({ description: `Base 64, at most ${imageBytesMax} bytes` }),
});

export const addEvidenceBody = z
  .object({ text: words.optional(), image: image.optional() })
  .strict()
  .refine((body) => (body.text === undefined) !== (body.image === undefined), {
    path: ['text'],
    message: 'exactly one of text and image',
  })
  .meta({ id: 'add_evidence', example: { text: 'The shop says the code was used in March.' } });

export const evidenceQuery = z.object({ evidence_id: evidenceId });
export const evidenceParams = z.object({ id: evidenceId });
export const evidenceImage = z
  .object({ type: z.literal('image/webp'), data: z.string() })
  .meta({ id: 'evidence_image' });

export const disputeParams = z.object({ id: disputeId });
export const listDisputesQuery = productQuery.extend({
  status: disputeStatus.optional(),
  order_id: oneId.meta({ description: 'Only about this order' }),
  limit: pageLimit,
  cursor: cursor.optional(),
});

/** A dispute in a list: without what was said. */
export const disputeRow = dispute
  .omit({ evidence: true, steps: true, codes: true, may: true })
  .extend({ codes: z.int().min(1) })
  .meta({ id: 'dispute_row' });
export type DisputeRow = z.infer<typeof disputeRow>;
export const disputePage = page(disputeRow).meta({ id: 'dispute_page' });

export const supplierAnswerBody = z
  .object({
    action: z.enum(['accept', 'offer_replacement', 'offer_part', 'contest']),
    amount_minor: amountMinor.min(1).optional().meta({ description: 'How much is offered, for offer_part' }),
    text: words.optional().meta({ description: 'Asked for when contesting' }),
    redeemed_at: timestamp.optional().meta({ description: 'When the issuer says the code was redeemed' }),
  })
  .strict()
  .meta({ id: 'supplier_answer' });

export const supplierEvidenceBody = z
  .object({ text: words.optional(), image: image.optional(), redeemed_at: timestamp.optional() })
  .strict()
  .refine((body) => [body.text, body.image, body.redeemed_at].filter((part) => part !== undefined).length === 1, {
    path: ['text'],
    message: 'exactly one of text, image and redeemed_at',
  })
  .meta({ id: 'supplier_evidence' });

export const appealBody = z.object({ text: words }).strict().meta({ id: 'appeal' });

export const decideBody = z
  .object({
    kind: z.enum(remedyKinds),
    amount_minor: amountMinor.min(1).optional().meta({ description: 'How much goes back, for part' }),
    rule: z.enum(arbiterRules),
    text: words.meta({ description: 'What both sides will read' }),
  })
  .strict()
  .meta({ id: 'decide_dispute' });
