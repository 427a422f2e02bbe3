import type { Engine } from '../engine.ts';
import { transact } from '../database/transact.ts';
import { bestOfferJoin } from './best-offer.ts';
import { cursorDigits } from './change-cursor.ts';
import { type ProductChange, recordProductChange } from './record-product-change.ts';
import { lowStock } from './stock-band.ts';

/** Products compared in one transaction. */
const batchMax = 500;
/** Transactions of one run, which is half a million products. */
const batchesMax = 1000;
/** A product changes at most once in this time, however often its shelf does. */
const coalesceMs = 1000;

const text = `
  WITH looked AS MATERIALIZED (
    SELECT p.* FROM product p
    WHERE p.status = 'active' AND p.id > $1 AND ($2::text[] IS NULL OR p.id = ANY ($2::text[]))
    ORDER BY p.id LIMIT $3
  ), live AS MATERIALIZED (
    SELECT p.id, COALESCE(stocked.price_minor, bare.price_minor) AS price_minor,
      CASE WHEN counted.codes = 0 THEN 'sold_out' WHEN counted.codes < ${lowStock} THEN 'low' ELSE 'in_stock' END AS stock
    FROM looked p ${bestOfferJoin}
  ), due AS (
    SELECT p.id, live.stock, live.price_minor FROM product p JOIN live ON live.id = p.id
    WHERE p.updated_at <= $4::timestamptz - interval '${coalesceMs} milliseconds'
      AND (p.stock <> live.stock OR p.told_price_minor IS DISTINCT FROM live.price_minor)
    ORDER BY p.id FOR UPDATE OF p SKIP LOCKED
  ), changed AS (
    UPDATE product p SET stock = due.stock, told_price_minor = due.price_minor, sequence = p.sequence + 1, updated_at = $4,
      change_cursor = lpad((extract(epoch FROM $4::timestamptz) * 1000)::bigint::text, ${cursorDigits}, '0') || p.id
    FROM due WHERE p.id = due.id
    RETURNING p.id, p.sequence, p.status
  )
  SELECT (SELECT count(*) FROM looked)::integer AS looked, (SELECT max(id) FROM looked) AS last,
    COALESCE((SELECT jsonb_agg(changed) FROM changed), '[]') AS changed`;

interface Row {
  looked: number;
  last: string | null;
  changed: ProductChange[];
}

/**
 * Finds products whose stock band or price is no longer what the change feed last told, tells the feed and the sites that
 * listen, and answers their ids. Several processes may run it at once. Looks at all products, or at the given ones.
 */
export async function watchStock(engine: Engine, productIds?: readonly string[]): Promise<string[]> {
  const changed: string[] = [];
  let after = '';
  for (let batch = 0; batch < batchesMax; batch += 1) {
    const row = await compareBatch(engine, after, productIds);
    changed.push(...row.changed.map(({ id }) => id));
    if (row.looked < batchMax || row.last === null) break;
    after = row.last;
  }
  return changed;
}

function compareBatch(engine: Engine, after: string, productIds: readonly string[] | undefined): Promise<Row> {
  const now = engine.now();
  return transact(engine.db.pool, async (client) => {
    const { rows } = await client.query<Row>({
      name: 'watch_stock',
      text,
      values: [after, productIds ?? null, batchMax, now],
    });
    const row = rows[0]!;
    await recordProductChange(client, row.changed, now);
    return row;
  });
}
