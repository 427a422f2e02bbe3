import { randomBytes } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import type { Language } from '@kameng/contract/page';
import type pg from 'pg';
import type { TestDatabase } from '../src/database/test-database.ts';
import type { Actor, Context } from '../src/engine.ts';
import { changeCursor } from '../src/catalog/change-cursor.ts';

/** A product for a test; what is left out is ordinary. */
export interface TestGoods {
  id?: string;
  names?: Record<string, string>;
  brand?: string;
  kind?: string;
  category?: string;
  rank?: number;
  list_price_minor?: number;
  limits_max?: number;
  status?: string;
  offers?: {
    price_minor: number;
    codes?: number;
    quantity_prices?: object[];
    supplier_status?: string;
    status?: string;
  }[];
}

const madeAt = new Date('2026-01-01T00:00:00Z');

/** Writes products with their offers, suppliers and shelves; answers their ids and those of their offers. */
export async function insertGoods(
  pool: pg.Pool,
  goods: readonly TestGoods[],
): Promise<{ id: string; offerIds: string[] }[]> {
  const made = [];
  for (const [index, given] of goods.entries()) {
    const id = given.id ?? createId('product');
    await pool.query(
      `INSERT INTO product (id, slug, brand, kind, category, names, redeem_texts, code_fields, face_value, region, image_url, currency,
         list_price_minor, list_price_source, list_price_checked_on, limits_max, status, rank, change_cursor, created_at, updated_at)
       VALUES ($1::text, $1::text, $2, $3, $4, $5, '{"en":"Enter it."}', '{code}', '¥100', 'CN', '/art/x.svg', 'CNY', $6, 'Issuer', '2026-01-01', $7, $8, $9, $10, $11, $11)`,
      [
        id,
        given.brand ?? 'Brand',
        given.kind ?? 'game',
        given.category ?? 'games',
        given.names ?? { en: `Product ${index}` },
        given.list_price_minor ?? 10_000,
        given.limits_max ?? 10,
        given.status ?? 'active',
        given.rank ?? index,
        changeCursor(madeAt, id),
        madeAt,
      ],
    );
    const offerIds = [];
    for (const offer of given.offers ?? [{ price_minor: 8000, codes: 20 }])
      offerIds.push(await insertOffer(pool, id, offer));
    made.push({ id, offerIds });
  }
  return made;
}

async function insertOffer(
  pool: pg.Pool,
  productId: string,
  offer: NonNullable<TestGoods['offers']>[number],
): Promise<string> {
  const [supplierId, offerId] = [createId('supplier'), createId('offer')];
  await pool.query('INSERT INTO supplier (id, name, status, created_at) VALUES ($1::text, $1::text, $2, now())', [
    supplierId,
    offer.supplier_status ?? 'active',
  ]);
  await pool.query(
    `INSERT INTO offer (id, product_id, supplier_id, price_minor, supply_price_minor, quantity_prices, status, created_at)
     VALUES ($1, $2, $3, $4::bigint, $4::bigint * 9 / 10, $5, $6, now())`,
    [
      offerId,
      productId,
      supplierId,
      offer.price_minor,
      JSON.stringify(offer.quantity_prices ?? []),
      offer.status ?? 'active',
    ],
  );
  await stockShelf(pool, offerId, offer.codes ?? 0);
  return offerId;
}

/** Puts codes on an offer's shelf, as far as the catalogue can see: rows without secrets. */
export async function stockShelf(pool: pg.Pool, offerId: string, codes: number): Promise<void> {
  const ids = Array.from({ length: codes }, () => createId('code'));
  await pool.query('INSERT INTO shelf (offer_id, code_id) SELECT $1, unnest($2::text[])', [offerId, ids]);
}

/** A context that has a database, a clock and a language, which is all a reading verb touches. */
export function testContext(
  database: TestDatabase,
  given: { now?: () => Date; language?: Language; actor?: Actor; ref?: string } = {},
): Context {
  const context: Partial<Context> = {
    db: database,
    now: given.now ?? (() => new Date()),
    language: given.language ?? 'en',
    actor: given.actor ?? { kind: 'anonymous' },
    requestId: `req_${randomBytes(4).toString('hex')}`,
    ref: given.ref,
  };
  return context as Context;
}
