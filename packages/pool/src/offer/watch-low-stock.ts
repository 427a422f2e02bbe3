import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { writeToMembers } from '../mail/write-to-members.ts';

/** Offers looked at in one run; a longer list is gone through in several. */
const windowMax = 500;

/** Where the next run of this process goes on; it begins again when it has come to the end. */
const positions = new WeakMap<object, string>();

interface Row {
  id: string;
  low: boolean;
  told: boolean;
}

/**
 * Job: tells suppliers, once, when an offer that has had codes has fewer left than they want; again only after there were enough
 * in between. Answers how many were told.
 */
export async function watchLowStock(engine: Engine): Promise<number> {
  const { pool } = engine.db;
  const { rows } = await pool.query<Row>(
    `SELECT o.id, o.low_stock_told_at IS NOT NULL AS told,
       (SELECT count(*) FROM (SELECT FROM shelf WHERE shelf.offer_id = o.id LIMIT o.low_stock) AS seen) < o.low_stock AS low
     FROM offer o WHERE o.low_stock > 0 AND o.status = 'active' AND o.id > $1
       AND EXISTS (SELECT FROM code_batch b WHERE b.offer_id = o.id) ORDER BY o.id LIMIT $2`,
    [positions.get(pool) ?? '', windowMax],
  );
  positions.set(pool, rows.length < windowMax ? '' : rows.at(-1)!.id);
  const enough = rows.filter(({ low, told }) => told && !low).map(({ id }) => id);
  if (enough.length > 0) await pool.query('UPDATE offer SET low_stock_told_at = NULL WHERE id = ANY ($1)', [enough]);
  const due = rows.filter(({ low, told }) => low && !told);
  for (const { id } of due) await tell(engine, id);
  return due.length;
}

async function tell(engine: Engine, id: string): Promise<void> {
  await transact(engine.db.pool, async (client) => {
    const { rows } = await client.query<{
      organisation_id: string | null;
      language: string;
      names: Record<string, string>;
      low_stock: number;
      codes: number;
    }>(
      `WITH told AS (UPDATE offer SET low_stock_told_at = $2 WHERE id = $1 AND low_stock_told_at IS NULL RETURNING *)
       SELECT s.organisation_id, s.language, p.names, told.low_stock,
         (SELECT count(*) FROM (SELECT FROM shelf WHERE shelf.offer_id = told.id LIMIT told.low_stock) AS seen) AS codes
       FROM told JOIN supplier s ON s.id = told.supplier_id JOIN product p ON p.id = told.product_id`,
      [id, engine.now()],
    );
    const [row] = rows;
    // Another process told them, or there is nobody to tell.
    if (!row || row.organisation_id === null) return;
    await writeToMembers(client, engine, {
      organisationId: row.organisation_id,
      scope: 'stock:read',
      template: 'low_stock',
      values: {
        product: row.names[row.language] ?? row.names['en'] ?? '',
        codes: String(row.codes),
        limit: String(row.low_stock),
      },
    });
  });
}
