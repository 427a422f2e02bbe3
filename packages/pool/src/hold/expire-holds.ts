import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { putOnShelf } from '../stock/claim-codes.ts';
import type { HoldRow } from './hold-row.ts';

const batchRows = 50;

/** Job: puts codes of shops' holds whose time is up back for sale. */
export function expireHolds(engine: Engine): Promise<number> {
  return transact(engine.db.pool, async (client) => {
    const { rows } = await client.query<Pick<HoldRow, 'offer_id' | 'code_ids'>>(
      `DELETE FROM shop_hold WHERE id IN (SELECT id FROM shop_hold WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING offer_id, code_ids`,
      [engine.now(), batchRows],
    );
    for (const { offer_id, code_ids } of rows) await putOnShelf(client, offer_id, code_ids);
    return rows.length;
  });
}
