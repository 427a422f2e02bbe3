import { z } from 'zod';
import { idSchema } from '../id.ts';
import { money } from '../money.ts';
import { cursor, page, pageLimit, searchWords, timestamp } from '../page.ts';
import { productId } from '../product.ts';
import { deskReason } from './freeze.ts';

const discount = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('percent'), percent_bps: z.int().min(1).max(10_000) }).strict(),
    z
      .object({
        kind: z.literal('fixed'),
        amount: money
          .refine(({ amount_minor }) => amount_minor > 0)
          .meta({ description: 'Off the whole purchase, spread evenly over its codes, rounded down for each' }),
      })
      .strict(),
  ])
  .meta({ id: 'coupon_discount' });

const terms = {
  code: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{2,31}$/u)
    .meta({ description: 'Compared without case', example: 'SPRING' }),
  discount,
  category: z.string().min(1).max(64).nullable().meta({ description: 'Null: goods of every category' }),
  product_id: productId.nullable().meta({ description: 'Null: every product' }),
  starts_at: timestamp,
  ends_at: timestamp,
  uses_max: z.int().min(1).max(10_000_000),
  uses_per_buyer: z.int().min(1).max(1000).meta({ description: 'Of one e-mail address or phone number' }),
};

/** A word that takes something off; the operator's share pays for it, down to the supplier's floor and no further. */
export const coupon = z
  .object({ id: idSchema('coupon'), ...terms, uses: z.int().min(0), created_at: timestamp })
  .meta({ id: 'coupon' });
export type Coupon = z.infer<typeof coupon>;

export const couponBody = z
  .object({
    ...terms,
    category: terms.category.default(null),
    product_id: terms.product_id.default(null),
    uses_per_buyer: terms.uses_per_buyer.default(1),
  })
  .strict()
  .refine(({ starts_at, ends_at }) => Date.parse(starts_at) < Date.parse(ends_at), { path: ['ends_at'] })
  .meta({ id: 'create_coupon' });
export const couponParams = z.object({ id: idSchema('coupon') });
export const endCouponBody = z.object({ reason: deskReason }).strict().meta({ id: 'end_coupon' });
const couponStates = ['soon', 'valid', 'over'] as const;
export type CouponState = (typeof couponStates)[number];
export const couponQuery = z.object({
  state: z
    .enum(couponStates)
    .optional()
    .meta({ description: 'soon: it begins later. valid: it can be used now. over: it has ended' }),
  q: searchWords.meta({ description: 'Words that all occur in the code, in any order and case' }),
  limit: pageLimit,
  cursor: cursor.optional(),
});
export const couponPage = page(coupon).meta({ id: 'coupon_page' });
