import { z } from 'zod';
import { idSchema } from '../id.ts';
import { cursor, page, pageLimit, searchWords, timestamp } from '../page.ts';

export const verificationId = idSchema('verification');
export const documentId = idSchema('document');

/** Largest document, in bytes. */
export const documentBytesMax = 3 * 1024 * 1024;
const text = (max: number) => z.string().trim().min(1).max(max);

export const documentBody = z
  .object({
    media_type: z.enum(['image/png', 'image/jpeg', 'application/pdf']),
    data: z
      .base64()
      .min(4)
      .max(Math.ceil(documentBytesMax / 3) * 4)
      .meta({ description: 'The file in base64', example: 'iVBORw0KGgo=' }),
  })
  .strict()
  .meta({ id: 'new_document' });
export const document = z
  .object({ id: documentId, media_type: z.string(), bytes: z.int().min(1), created_at: timestamp })
  .meta({ id: 'document' });
export type Document = z.infer<typeof document>;
export const documentParams = z.object({ id: documentId });
export const openedDocument = document.extend({ data: z.base64() }).meta({ id: 'opened_document' });

export const verificationStatuses = ['submitted', 'in_review', 'needs_action', 'verified', 'refused'] as const;
export const verificationStatus = z.enum(verificationStatuses).meta({ id: 'verification_status' });
export type VerificationStatus = z.infer<typeof verificationStatus>;
export const verificationSubject = z.enum(['person', 'company']).meta({ id: 'verification_subject' });
export const verificationResult = z.enum(['passed', 'failed', 'unclear']).meta({
  id: 'verification_result',
  description: 'What the verification service says; unclear: somebody has to look',
});
export type VerificationResult = z.infer<typeof verificationResult>;

export const verificationBody = z
  .object({
    subject: verificationSubject,
    legal_name: text(200).meta({ description: 'As in the document; forgotten after the decision' }),
    number: text(64).meta({ description: 'Of the identity document or the company; forgotten after the decision' }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .meta({ description: 'ISO 3166 code', example: 'CN' }),
    documents: z.array(documentId).min(1).max(10),
  })
  .strict()
  .meta({
    id: 'new_verification',
    example: {
      subject: 'company',
      legal_name: 'Harbour Lane Digital Ltd',
      number: '91330100MA2H0001X',
      country: 'CN',
      documents: ['doc_01k9zr2c4ve8qtxw3h5n7p6s0d'],
    },
  });

/** What is kept of a verification; name, number and documents are not part of it. */
export const verification = z
  .object({
    id: verificationId,
    subject: verificationSubject,
    country: z.string(),
    status: verificationStatus,
    provider: z.string().meta({ description: 'Which service was asked' }),
    result: verificationResult.nullable(),
    reference: z.string().nullable().meta({ description: "The service's own number for what it did" }),
    message: z.string().nullable().meta({ description: 'What the operator asks for, or why it was refused' }),
    created_at: timestamp,
    decided_at: timestamp.nullable(),
  })
  .meta({ id: 'verification' });
export type Verification = z.infer<typeof verification>;
export const verificationList = z.object({ data: z.array(verification) }).meta({ id: 'verification_list' });
export const verificationParams = z.object({ id: verificationId });

const applicant = z.object({ id: idSchema('organisation'), name: z.string(), kind: z.string() });
export const queuedVerification = verification
  .extend({
    organisation: applicant,
    number_known: z.boolean().meta({ description: 'Another organisation was verified with the same number' }),
  })
  .meta({ id: 'queued_verification' });
export type QueuedVerification = z.infer<typeof queuedVerification>;
export const verificationQueue = page(queuedVerification).meta({ id: 'verification_queue' });
export const verificationQuery = z.object({
  status: verificationStatus.default('in_review'),
  q: searchWords.meta({ description: 'Words that all occur in the name of the organisation, in any order and case' }),
  limit: pageLimit,
  cursor: cursor.optional(),
});
export const openedVerification = queuedVerification
  .extend({
    claim: z
      .object({ legal_name: z.string(), number: z.string() })
      .nullable()
      .meta({ description: 'null once it is decided' }),
    documents: z.array(document),
  })
  .meta({ id: 'opened_verification' });

export const decisionBody = z
  .object({
    decision: z.enum(['approve', 'refuse', 'ask']),
    message: text(1000).optional().meta({ description: 'What is missing, or why not; the applicant reads it' }),
  })
  .strict()
  .refine(({ decision, message }) => decision === 'approve' || message !== undefined, {
    path: ['message'],
    message: 'needed unless it is approved',
  })
  .meta({ id: 'decision', example: { decision: 'ask', message: 'The licence has expired. Please send the new one.' } });
