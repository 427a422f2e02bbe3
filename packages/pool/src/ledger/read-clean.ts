import type { Pool } from 'pg';

/** Which suppliers' newest so many matured orders were all free of refunds. */
export async function readClean(pool: Pool, ownerIds: readonly string[], orders: number): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT owner.id FROM unnest($1::text[]) AS owner (id) CROSS JOIN LATERAL (
       SELECT count(*) AS orders, bool_and(clawed_minor = 0) AS clean FROM (
         SELECT clawed_minor FROM share WHERE owner_id = owner.id AND kind = 'supplier_share' AND matured_at IS NOT NULL
         ORDER BY matured_at DESC LIMIT $2) AS newest) AS seen
     WHERE seen.orders = $2 AND seen.clean`,
    [ownerIds, orders],
  );
  return new Set(rows.map(({ id }) => id));
}
