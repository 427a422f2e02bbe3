import { z } from 'zod';
import { idSchema } from '../id.ts';
import { currency } from '../money.ts';
import { cursor, language, page, pageLimit, searchWords, timestamp } from '../page.ts';
import { codeFields } from '../order.ts';
import { productId, productKind } from '../product.ts';
import { documentId, verificationStatus } from './verification.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

export const supplier = z
  .object({
    id: idSchema('supplier'),
    organisation_id: idSchema('organisation'),
    name: z.string(),
    status: z
      .enum(['applied', 'active', 'frozen'])
      .meta({ description: 'applied: not verified yet, so nothing of theirs is for sale' }),
    language,
    verification: verificationStatus.nullable(),
    maturity_days: z.int().min(0).meta({ description: 'Days from delivery until the money can be paid out' }),
    created_at: timestamp,
  })
  .meta({ id: 'supplier' });
export type Supplier = z.infer<typeof supplier>;

const texts = (max: number) =>
  z
    .object({ 'zh-CN': text(max), en: text(max) })
    .strict()
    .meta({ description: 'In Chinese and English' });
export const codeFieldName = z.enum(Object.keys(codeFields.shape) as [keyof typeof codeFields.shape]);

/** A product as its supplier describes it. */
export const goods = z
  .object({
    names: texts(120),
    brand: text(60),
    kind: productKind,
    category: z.string().regex(/^[a-z0-9-]{2,40}$/),
    region: z
      .string()
      .regex(/^([A-Z]{2}|global)$/)
      .meta({ description: 'ISO 3166 code or "global"' }),
    face_value: text(40),
    redeem_texts: texts(2000),
    redeem_url: z
      .url({ protocol: /^https$/ })
      .max(500)
      .nullable(),
    code_fields: z
      .array(codeFieldName)
      .min(1)
      .max(7)
      .refine((names) => new Set(names).size === names.length, { message: 'each field once' })
      .refine((names) => names.some((name) => !['expires_at', 'password'].includes(name)), {
        message: 'a field that tells one code from another',
      }),
    list_price: z.object({ amount_minor: z.int().min(1).max(100_000_000), currency }).meta({ id: 'goods_list_price' }),
    list_price_source: z
      .url({ protocol: /^https$/ })
      .max(500)
      .meta({ description: 'Where the issuer publishes it' }),
    limits: z
      .object({ min: z.int().min(1).max(10_000), max: z.int().min(1).max(10_000) })
      .refine(({ min, max }) => min <= max, { message: 'min is at most max' }),
  })
  .strict()
  .meta({ id: 'goods' });
export type Goods = z.infer<typeof goods>;

export const proof = z
  .object({
    kind: z.enum(['own_goods', 'authorisation', 'contract', 'invoice']),
    statement: text(1000).meta({ description: 'From whom the right to sell comes, and until when' }),
    documents: z.array(documentId).min(1).max(10),
  })
  .strict()
  .meta({ id: 'proof' });
export type Proof = z.infer<typeof proof>;

export const submissionBody = z
  .object({
    product_id: productId.optional().meta({ description: 'To sell what is in the catalogue already' }),
    goods: goods.optional().meta({ description: 'To bring something new' }),
    proof,
  })
  .strict()
  .refine((body) => (body.product_id === undefined) !== (body.goods === undefined), {
    path: ['goods'],
    message: 'exactly one of product_id and goods',
  })
  .meta({
    id: 'new_submission',
    example: {
      goods: {
        names: { 'zh-CN': '星坠 100 元点卡', en: 'Starfall card ¥100' },
        brand: 'Starfall',
        kind: 'game',
        category: 'games',
        region: 'CN',
        face_value: '¥100',
        redeem_texts: { 'zh-CN': '登录后点击兑换。', en: 'Sign in and press Redeem.' },
        redeem_url: 'https://starfall.example/redeem',
        code_fields: ['code'],
        list_price: { amount_minor: 10000, currency: 'CNY' },
        list_price_source: 'https://starfall.example/prices',
        limits: { min: 1, max: 20 },
      },
      proof: {
        kind: 'contract',
        statement: 'Distribution contract with the publisher, until the end of 2027',
        documents: ['doc_01k9zr2c4ve8qtxw3h5n7p6s0d'],
      },
    },
  });

export const submissionStatuses = ['submitted', 'needs_action', 'listed', 'refused', 'withdrawn'] as const;
export const submissionStatus = z.enum(submissionStatuses).meta({ id: 'submission_status' });
export type SubmissionStatus = z.infer<typeof submissionStatus>;

export const submission = z
  .object({
    id: idSchema('submission'),
    status: submissionStatus,
    product_id: productId.nullable().meta({ description: 'Once it is listed, or of what was in the catalogue before' }),
    goods: goods.nullable(),
    proof,
    message: z.string().nullable().meta({ description: 'What the operator asks for, or why it was refused' }),
    round: z.int().min(1).meta({ description: 'How often it was submitted' }),
    steps: z
      .array(
        z.object({
          action: z.enum(['submitted', 'changed', 'needs_action', 'listed', 'refused', 'withdrawn']),
          message: z.string().nullable(),
          created_at: timestamp,
        }),
      )
      .meta({ description: 'What happened to it, oldest first' }),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'submission' });
export type Submission = z.infer<typeof submission>;
export const submissionPage = page(submission).meta({ id: 'submission_page' });
export const submissionParams = z.object({ id: idSchema('submission') });
export const submissionQuery = z.object({
  status: submissionStatus.optional(),
  q: searchWords.meta({ description: 'Words that all occur in the name or brand of the goods, in any order and case' }),
  limit: pageLimit,
  cursor: cursor.optional(),
});

export const prohibition = z
  .object({
    id: idSchema('prohibition'),
    words: z.string(),
    effect: z
      .enum(['refuse', 'flag'])
      .meta({ description: 'refuse: cannot even be submitted. flag: the reviewer is shown it' }),
    reason: z.string(),
  })
  .meta({ id: 'prohibition' });
export type Prohibition = z.infer<typeof prohibition>;
export const prohibitionList = z.object({ data: z.array(prohibition) }).meta({ id: 'prohibition_list' });
export const prohibitionBody = z
  .object({ words: text(60), effect: prohibition.shape.effect, reason: text(200) })
  .strict()
  .meta({ id: 'new_prohibition', example: { words: '彩票', effect: 'refuse', reason: 'Lottery' } });
export const prohibitionParams = z.object({ id: idSchema('prohibition') });

const submitter = z.object({ id: idSchema('supplier'), name: z.string(), status: supplier.shape.status });
export const queuedSubmission = submission
  .extend({
    supplier: submitter,
    flags: z.array(prohibition).meta({ description: 'What of the list of prohibited goods it sounds like' }),
  })
  .meta({ id: 'queued_submission' });
export type QueuedSubmission = z.infer<typeof queuedSubmission>;
export const submissionQueue = page(queuedSubmission).meta({ id: 'submission_queue' });
export const reviewQuery = z.object({
  status: submissionStatus.default('submitted'),
  q: searchWords.meta({
    description:
      'Words that all occur in the name or brand of the goods or the name of the supplier, in any order and case',
  }),
  limit: pageLimit,
  cursor: cursor.optional(),
});
export const reviewBody = z
  .object({
    decision: z.enum(['approve', 'refuse', 'ask']),
    message: text(1000).optional().meta({ description: 'What is to change, or why not; the supplier reads it' }),
    strike_allowed: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether the list price may lawfully be shown struck through' }),
  })
  .strict()
  .refine(({ decision, message }) => decision === 'approve' || message !== undefined, {
    path: ['message'],
    message: 'needed unless it is approved',
  })
  .meta({ id: 'review', example: { decision: 'approve', strike_allowed: false } });
