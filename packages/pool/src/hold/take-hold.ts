import type { ClientBase } from 'pg';
import type { HoldRow } from './hold-row.ts';

/**
 * Ends a hold and hands its codes to the caller, who gives them to an order or the shelf in the same transaction. Of several who
 * want the same hold, one gets it.
 */
export async function takeHold(client: ClientBase, siteId: string, id: string): Promise<HoldRow | undefined> {
  const { rows } = await client.query<HoldRow>('DELETE FROM shop_hold WHERE id = $1 AND site_id = $2 RETURNING *', [
    id,
    siteId,
  ]);
  return rows[0];
}
