import { z } from 'zod';
import { amountMinor, money } from '../money.ts';
import { cursor, page, pageLimit, searchWords, timestamp } from '../page.ts';
import { offerId, productId } from '../product.ts';

const price = amountMinor.min(1).max(100_000_000);
const quantity = z.int().min(1).max(10_000);

/** What a supplier asks. Minor units of the product's currency. */
export const offerTerms = z
  .object({
    supply_price_minor: price.meta({ description: 'What the supplier receives for one code' }),
    quantity_prices: z
      .array(z.object({ from: quantity.min(2), supply_price_minor: price }).strict())
      .max(10)
      .default([])
      .meta({ description: 'What is received for each code from a quantity on; falling with rising quantities' }),
    floor_minor: price
      .optional()
      .meta({ description: 'No discount makes the buyer’s price lower than this; without it, the supply price' }),
    max_per_order: quantity.optional().meta({ description: 'Fewer than the product allows' }),
    low_stock: z
      .int()
      .min(0)
      .max(10_000)
      .default(10)
      .meta({ description: 'Below how many codes a mail tells the supplier; 0: never' }),
  })
  .strict();

export const offerBody = offerTerms.extend({ product_id: productId }).meta({
  id: 'new_offer',
  example: {
    product_id: 'prd_01k9zr2c4ve8qtxw3h5n7p6s0d',
    supply_price_minor: 7000,
    quantity_prices: [{ from: 10, supply_price_minor: 6800 }],
    low_stock: 50,
  },
});
export const changeOfferBody = offerTerms.meta({ id: 'change_offer', example: { supply_price_minor: 6900 } });

const offerStatus = z.enum(['active', 'paused']);

export const supplierOffer = z
  .object({
    id: offerId,
    product: z.object({ id: productId, name: z.string(), status: z.string(), list_price: money }),
    status: offerStatus,
    supply_price: money,
    price: money.meta({
      description: 'What the buyer of one pays: the supply price and the operator’s fee, less a published discount',
    }),
    quantity_prices: z.array(z.object({ from: z.int(), supply_price: money, price: money })),
    floor: money.nullable(),
    max_per_order: z.int().nullable(),
    low_stock: z.int().min(0),
    stock: z.object({
      codes: z.int().min(0),
      at_least: z.boolean().meta({ description: 'There are more; counting stops at 100,000' }),
      expiring: z.int().min(0).meta({ description: 'Of them, how many expire within 30 days' }),
      expires_first: timestamp.nullable().meta({ description: 'When the first of them does' }),
    }),
    created_at: timestamp,
  })
  .meta({ id: 'supplier_offer' });
export type SupplierOffer = z.infer<typeof supplierOffer>;
export const supplierOfferPage = page(supplierOffer).meta({ id: 'supplier_offer_page' });
export const supplierOfferQuery = z.object({
  stock: z
    .enum(['low', 'expiring'])
    .optional()
    .meta({ description: 'low: fewer codes than low_stock, or none. expiring: some expire within 30 days' }),
  status: offerStatus.optional(),
  q: searchWords.meta({
    description: 'Words that all occur in the name or brand of the product, in any order and case',
  }),
  limit: pageLimit,
  cursor: cursor.optional(),
});
export const supplierOfferParams = z.object({ id: offerId });
