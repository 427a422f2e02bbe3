import type { SupplierOffer } from '@kameng/contract/desk/offer';
import type { Language } from '@kameng/contract/page';
import type { ClientBase, Pool } from 'pg';
import { ApiError } from '../api-error.ts';
import { productWords, type QuantityPrice, type Texts } from '../catalog/product-row.ts';
import { pickText } from '../catalog/render-product.ts';
import { searchPatterns } from '../database/search-patterns.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';

/** Codes counted on one shelf, so that a page with long shelves stays quick. */
const countMax = 100_000;

const columns = `o.id, o.status, o.supply_price_minor, o.price_minor, o.quantity_prices, o.floor_minor, o.max_per_order, o.low_stock, o.created_at,
  p.id AS product_id, p.names, p.status AS product_status, p.currency, p.list_price_minor, counted.codes, ending.codes AS expiring, ending.first AS expires_first`;
const from = `offer o JOIN product p ON p.id = o.product_id
  CROSS JOIN LATERAL (SELECT count(*)::integer AS codes FROM (SELECT FROM shelf WHERE shelf.offer_id = o.id LIMIT ${countMax + 1}) AS seen) AS counted
  CROSS JOIN LATERAL (SELECT count(*)::integer AS codes, min(expires_at) AS first FROM code_expiry e JOIN shelf ON shelf.offer_id = e.offer_id AND shelf.code_id = e.code_id
    WHERE e.offer_id = o.id AND e.expires_at < $3) AS ending`;
/** How soon a code is said to expire. */
const soonMs = 30 * 86_400_000;

interface OfferRow {
  id: string;
  status: SupplierOffer['status'];
  supply_price_minor: number;
  price_minor: number;
  quantity_prices: QuantityPrice[];
  floor_minor: number | null;
  max_per_order: number | null;
  low_stock: number;
  created_at: Date;
  product_id: string;
  names: Texts;
  product_status: string;
  currency: string;
  list_price_minor: number;
  codes: number;
  expiring: number;
  expires_first: Date | null;
}

interface Wanted extends Omit<DeskInput<'listOffers'>['query'], 'cursor'> {
  supplierId: string;
  /** An offer, behind which the list goes on. */
  before: string | null;
}

/** A supplier's offers with their stock, newest first. */
export async function readOffersOf(
  { db, now, language }: Pick<MemberContext, 'db' | 'now' | 'language'>,
  { supplierId, before, limit, stock, status, q }: Wanted,
): Promise<SupplierOffer[]> {
  const { rows } = await db.pool.query<OfferRow>(
    `SELECT ${columns} FROM ${from} WHERE o.supplier_id = $1 AND ($2::text IS NULL OR o.id < $2)
       AND ($4::text IS NULL OR ($4 = 'low' AND counted.codes < greatest(o.low_stock, 1)) OR ($4 = 'expiring' AND ending.codes > 0))
       AND ($5::text IS NULL OR o.status = $5) AND ${productWords} ILIKE ALL ($6::text[])
     ORDER BY o.id DESC LIMIT $7`,
    [supplierId, before, soon(now()), stock ?? null, status ?? null, searchPatterns(q), limit],
  );
  return rows.map((row) => render(row, language));
}

/** One offer of a supplier. Throws `not_found`. */
export async function readOffer(
  client: Pool | ClientBase,
  { supplierId, id, ctx }: { supplierId: string; id: string; ctx: Pick<MemberContext, 'now' | 'language'> },
): Promise<SupplierOffer> {
  const { rows } = await client.query<OfferRow>(
    `SELECT ${columns} FROM ${from} WHERE o.supplier_id = $1 AND o.id = $2`,
    [supplierId, id, soon(ctx.now())],
  );
  if (!rows[0]) throw new ApiError('not_found');
  return render(rows[0], ctx.language);
}

const soon = (now: Date) => new Date(now.getTime() + soonMs);

function render(row: OfferRow, language: Language): SupplierOffer {
  const money = (amount_minor: number) => ({ amount_minor, currency: row.currency });
  return {
    id: row.id,
    product: {
      id: row.product_id,
      name: pickText(row.names, language),
      status: row.product_status,
      list_price: money(row.list_price_minor),
    },
    status: row.status,
    supply_price: money(row.supply_price_minor),
    price: money(row.price_minor),
    quantity_prices: row.quantity_prices.map((step) => ({
      from: step.from,
      supply_price: money(step.supply_price_minor),
      price: money(step.price_minor),
    })),
    floor: row.floor_minor === null ? null : money(row.floor_minor),
    max_per_order: row.max_per_order,
    low_stock: row.low_stock,
    stock: {
      codes: Math.min(row.codes, countMax),
      at_least: row.codes > countMax,
      expiring: row.expiring,
      expires_first: row.expires_first?.toISOString() ?? null,
    },
    created_at: row.created_at.toISOString(),
  };
}
