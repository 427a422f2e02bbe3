import type { Engine } from '../engine.ts';
import { transact } from '../database/transact.ts';
import { bestOfferJoin } from './best-offer.ts';
import { cursorDigits } from './change-cursor.ts';
import { type ProductChange, recordProductChange } from './record-product-change.ts';
import { lowStock } from './stock-band.ts';

/** Products compared in one run: a larger catalogue is gone through in several, so that a run stays short. */
const windowMax = 1000;
/** A product changes at most once in this time, however often its shelf does. */
const coalesceMs = 1000;

/** Where the next run of this process goes on; it begins again when it has come to the end. */
const positions = new WeakMap<object, string>();

const compare = (which: string) => `
  WITH looked AS MATERIALIZED (
    SELECT p.id, p.list_price_minor FROM product p WHERE p.status = 'active' AND ${which} ORDER BY p.id LIMIT $2
  ), live AS MATERIALIZED (
    SELECT p.id, COALESCE(stocked.price_minor, bare.price_minor) AS price_minor,
      CASE WHEN counted.codes = 0 THEN 'sold_out' WHEN counted.codes < ${lowStock} THEN 'low' ELSE 'in_stock' END AS stock
    FROM looked p ${bestOfferJoin}
  ), due AS (
    SELECT p.id, live.stock, live.price_minor FROM product p JOIN live ON live.id = p.id
    WHERE p.updated_at <= $3::timestamptz - interval '${coalesceMs} milliseconds'
      AND (p.stock <> live.stock OR p.told_price_minor IS DISTINCT FROM live.price_minor)
    ORDER BY p.id FOR UPDATE OF p SKIP LOCKED
  ), changed AS (
    UPDATE product p SET stock = due.stock, told_price_minor = due.price_minor, sequence = p.sequence + 1, updated_at = $3,
      change_cursor = lpad((extract(epoch FROM $3::timestamptz) * 1000)::bigint::text, ${cursorDigits}, '0') || p.id
    FROM due WHERE p.id = due.id
    RETURNING p.id, p.sequence, p.status
  )
  SELECT (SELECT count(*) FROM looked)::integer AS looked, (SELECT max(id) FROM looked) AS last,
    COALESCE((SELECT jsonb_agg(changed) FROM changed), '[]') AS changed`;
const text = compare('p.id > $1::id');
const textGiven = compare('p.id = ANY ($1::text[])');

interface Row {
  looked: number;
  last: string | null;
  changed: ProductChange[];
}

/**
 * Finds products whose stock band or price is no longer what the change feed last told, tells the feed and the sites that
 * listen, and answers their ids. Looks at the given products, or at the next thousand of all. Several processes may run it.
 */
export async function watchStock(engine: Engine, productIds?: readonly string[]): Promise<string[]> {
  const after = productIds ? '' : (positions.get(engine.db.pool) ?? '');
  const { looked, last, changed } = await compareWindow(engine, after, productIds);
  if (!productIds) positions.set(engine.db.pool, looked < windowMax ? '' : (last ?? ''));
  return changed.map(({ id }) => id);
}

function compareWindow(engine: Engine, after: string, productIds: readonly string[] | undefined): Promise<Row> {
  const now = engine.now();
  return transact(engine.db.pool, async (client) => {
    const { rows } = await client.query<Row>({
      name: productIds ? 'watch_given_stock' : 'watch_stock',
      text: productIds ? textGiven : text,
      values: productIds ? [productIds.slice(0, windowMax), windowMax, now] : [after, windowMax, now],
    });
    const row = rows[0]!;
    await recordProductChange(client, row.changed, now);
    return row;
  });
}
