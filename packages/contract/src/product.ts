import { z } from 'zod';
import { idSchema } from './id.ts';
import { money } from './money.ts';
import { cursor, language, page, pageLimit } from './page.ts';

export const productKinds = ['game', 'video', 'music', 'software', 'course', 'coupon', 'ticket'] as const;
export const productKind = z.enum(productKinds).meta({ id: 'product_kind' });
export type ProductKind = z.infer<typeof productKind>;

/** What the public learns of stock: never a count, so nobody can watch a supplier's shelf. */
export const stockBand = z.enum(['in_stock', 'low', 'sold_out']).meta({ id: 'stock_band' });
export type StockBand = z.infer<typeof stockBand>;

export const productId = idSchema('product');
export const offerId = idSchema('offer');

export const redeem = z
  .object({
    text: z.string().meta({ description: 'How to redeem, in the language of the answer; one step a line' }),
    url: z.url().nullable(),
  })
  .meta({ id: 'redeem' });

export const product = z
  .object({
    id: productId,
    name: z.string(),
    brand: z.string(),
    kind: productKind,
    category: z.string(),
    image_url: z
      .string()
      .meta({ description: "Absolute URL of a square SVG or PNG, or a path on the pool's own host" }),
    region: z
      .string()
      .meta({ description: 'Where the code can be redeemed: an ISO 3166 code or "global"', example: 'CN' }),
    face_value: z.string().meta({ description: 'What the code is worth, as the issuer words it', example: '¥100' }),
    list_price: money
      .extend({ source: z.string().meta({ description: 'Where the list price was read' }), checked_on: z.iso.date() })
      .meta({ id: 'list_price' }),
    price: money,
    saving_bps: z.int().min(0).max(10_000).meta({ description: 'Saving against the list price, in basis points' }),
    strike_allowed: z
      .boolean()
      .meta({ description: 'Whether the list price may lawfully be shown struck through beside the price' }),
    stock: stockBand,
    limits: z.object({ min: z.int().min(1), max: z.int().min(1) }),
    redeem,
    quantity_prices: z
      .array(z.object({ from: z.int().min(2), price: money }))
      .meta({ description: 'Unit price from a quantity on, rising quantities' }),
  })
  .meta({ id: 'product' });

export type Product = z.infer<typeof product>;

export const listProductsQuery = z.object({
  category: z.string().min(1).max(64).optional(),
  brand: z.string().min(1).max(64).optional(),
  kind: productKind.optional(),
  q: z.string().min(1).max(100).optional().meta({ description: 'Words to look for in name and brand' }),
  limit: pageLimit,
  cursor: cursor.optional(),
  lang: language.optional(),
});

export const productQuery = z.object({ lang: language.optional() });
export const productPage = page(product).meta({ id: 'product_page' });
export type ProductPage = z.infer<typeof productPage>;

export const catalogChange = z
  .object({
    product_id: productId,
    sequence: z.int().min(1).meta({ description: 'Rises with every change of this product' }),
    status: z.enum(['active', 'withdrawn']),
    price: money,
    list_price: money,
    stock: stockBand,
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'catalog_change' });

export const catalogChangesQuery = z.object({ since: cursor.optional(), limit: pageLimit });
export const catalogChangePage = z
  .object({
    data: z.array(catalogChange),
    next_cursor: cursor.meta({ description: 'Send as since next time, also when data is empty' }),
    has_more: z.boolean(),
  })
  .meta({ id: 'catalog_change_page' });
export type CatalogChange = z.infer<typeof catalogChange>;
