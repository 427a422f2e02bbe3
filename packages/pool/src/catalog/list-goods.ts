import { createId } from '@kameng/contract/id';
import type { Goods } from '@kameng/contract/desk/supplier';
import type { ClientBase } from 'pg';
import { changeCursor } from './change-cursor.ts';

/** Place of new goods in the catalogue: behind what the operator has put in order. */
const newGoodsRank = 5000;

/** Puts reviewed goods into the catalogue, in the caller's transaction. Buyers see them once an offer has codes. Answers the product's id. */
export async function listGoods(
  client: ClientBase,
  at: Date,
  goods: Goods,
  { strikeAllowed }: { strikeAllowed: boolean },
): Promise<string> {
  const id = createId('product', at.getTime());
  await client.query(
    `INSERT INTO product (id, slug, brand, kind, category, names, redeem_texts, redeem_url, code_fields, face_value, region, image_url, currency,
       list_price_minor, list_price_source, list_price_checked_on, strike_allowed, limits_min, limits_max, status, rank, change_cursor, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 'active', $20, $21, $22, $22)`,
    [
      id,
      slugOf(goods.names.en, id),
      goods.brand,
      goods.kind,
      goods.category,
      goods.names,
      goods.redeem_texts,
      goods.redeem_url,
      goods.code_fields,
      goods.face_value,
      goods.region,
      `/art/kind-${goods.kind}.svg`,
      goods.list_price.currency,
      goods.list_price.amount_minor,
      goods.list_price_source,
      at.toISOString().slice(0, 10),
      strikeAllowed,
      goods.limits.min,
      goods.limits.max,
      newGoodsRank,
      changeCursor(at, id),
      at,
    ],
  );
  return id;
}

/** A name that can stand in a path; the end of the id keeps two of the same name apart. */
function slugOf(name: string, id: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  return `${words}-${id.slice(-8)}`.replaceAll(/^-|--+/g, '');
}
