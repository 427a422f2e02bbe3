import { z } from 'zod';
import { accountErrors } from './account-errors.ts';
import { callErrors } from './call-errors.ts';
import { disputeErrors } from './dispute-errors.ts';
import { timestamp } from './page.ts';
import { supplyErrors } from './supply-errors.ts';
import { tradeErrors } from './trade-errors.ts';

export const errorFamilies = [
  'request',
  'auth',
  'catalog',
  'stock',
  'price',
  'order',
  'payment',
  'code',
  'limit',
  'account',
  'server',
] as const;
export type ErrorFamily = (typeof errorFamilies)[number];

/** Whether and how to send the request again: never, with the same Idempotency-Key, with a new one, or after Retry-After. */
export const retryKinds = ['no', 'same_key', 'new_key', 'after'] as const;
export type Retry = (typeof retryKinds)[number];

/** One kind of refusal. */
export interface ErrorEntry {
  family: ErrorFamily;
  status: number;
  retry: Retry;
  title: string;
  action: string;
}

/** The only list of refusals: what each means (`title`) and what the caller should do about it (`action`). */
export const errors = { ...callErrors, ...tradeErrors, ...disputeErrors, ...accountErrors, ...supplyErrors };

export type ErrorCode = keyof typeof errors;
export const errorCodes = Object.keys(errors) as [ErrorCode, ...ErrorCode[]];

export const fieldError = z.object({
  pointer: z.string().meta({ description: 'JSON Pointer to the field (RFC 6901)', example: '/quantity' }),
  code: z.string().meta({ example: 'too_big' }),
});

/** A puzzle that costs a browser a second and a crowd of machines a fortune: an ALTCHA challenge, version 2 (https://altcha.org/docs/v2). */
export const humanCheck = z
  .object({
    parameters: z.looseObject({
      algorithm: z.string(),
      nonce: z.string(),
      salt: z.string(),
      cost: z.int(),
      keyLength: z.int(),
      keyPrefix: z.string(),
    }),
    signature: z.string(),
  })
  .meta({
    id: 'human_check',
    description:
      'With human_check_required: ALTCHA challenge. Its solution goes into the header Kameng-Human-Check, as base64 of {"challenge": …, "solution": {"counter": …, "derivedKey": …}}',
  });

/** An RFC 9457 problem. `code` is what programs compare; `detail` is for people. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(errorCodes),
    retry: z.enum(retryKinds),
    request_id: z.string(),
    errors: z.array(fieldError).optional(),
    challenge: humanCheck.optional(),
    until: timestamp
      .optional()
      .meta({ description: 'With erasure_blocked: the earliest time at which it can be asked again' }),
  })
  .meta({ id: 'problem', description: 'RFC 9457 problem details' });

export type Problem = z.infer<typeof problem>;
export type HumanCheck = z.infer<typeof humanCheck>;
export type FieldError = z.infer<typeof fieldError>;
