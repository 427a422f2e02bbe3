import { z } from 'zod';

/** ISO 4217 code, upper case. Which currencies a pool sells in is the operator's choice. */
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ id: 'currency', description: 'ISO 4217 currency code', example: 'CNY' });

/** An amount in minor units (fen, cent, yen). Negative only where a field says so. */
export const amountMinor = z.int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

export const money = z.object({ amount_minor: amountMinor, currency }).meta({
  id: 'money',
  description: 'An amount in integer minor units and its currency',
  example: { amount_minor: 15200, currency: 'CNY' },
});

export type Money = z.infer<typeof money>;
