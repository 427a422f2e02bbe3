import type { FreezeKind } from '@kameng/contract/desk/freeze';
import { idPrefix } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { forgetCaches } from '../cache/engine-cache.ts';
import { changeCursor } from '../catalog/change-cursor.ts';
import { recordProductChange } from '../catalog/record-product-change.ts';
import { freezeShares, thawShares } from '../ledger/freeze-shares.ts';

type Switch = (client: ClientBase, at: Date, id: string, freeze: boolean) => Promise<void>;

/** What freezing and lifting does to each kind of thing, in the caller's transaction. Each throws `not_found`, `wrong_state`. */
const switches: Record<FreezeKind, Switch> = {
  supplier: (client, _at, id, freeze) => move(client, 'supplier', id, freeze),
  agent: (client, _at, id, freeze) => move(client, 'agent', id, freeze),
  product: switchProduct,
  order: switchOrder,
};

/** Freezes something or lets it go on. Processes that remember it forget it with the commit. Throws `not_found`, `wrong_state`. */
export async function switchObject(
  client: ClientBase,
  at: Date,
  { kind, id, freeze }: { kind: FreezeKind; id: string; freeze: boolean },
): Promise<void> {
  await switches[kind](client, at, id, freeze);
  await forgetCaches(client);
}

/** What an id names. */
export function kindOf(id: string): FreezeKind {
  const kinds = ['supplier', 'product', 'agent', 'order'] as const;
  return kinds.find((kind) => id.startsWith(`${idPrefix[kind]}_`))!;
}

async function move(client: ClientBase, table: 'supplier' | 'agent' | 'product', id: string, freeze: boolean) {
  const [from, to] = freeze ? ['active', 'frozen'] : ['frozen', 'active'];
  const found = await client.query(`SELECT FROM ${table} WHERE id = $1`, [id]);
  if (found.rowCount === 0) throw new ApiError('not_found');
  const moved = await client.query(`UPDATE ${table} SET status = $3 WHERE id = $1 AND status = $2`, [id, from, to]);
  if (moved.rowCount === 0) throw new ApiError('wrong_state');
}

/** Shops that list the product hear of it by the change feed and their webhooks. */
async function switchProduct(client: ClientBase, at: Date, id: string, freeze: boolean): Promise<void> {
  await move(client, 'product', id, freeze);
  const { rows } = await client.query<{ id: string; sequence: number }>(
    'UPDATE product SET sequence = sequence + 1, updated_at = $2, change_cursor = $3 WHERE id = $1 RETURNING id, sequence',
    [id, at, changeCursor(at, id)],
  );
  await recordProductChange(client, [{ ...rows[0]!, status: freeze ? 'withdrawn' : 'active' }], at);
}

/** An order that has ended keeps nothing that could be stopped. */
async function switchOrder(client: ClientBase, at: Date, id: string, freeze: boolean): Promise<void> {
  const { rows } = await client.query<{ status: string; frozen_at: Date | null }>(
    'SELECT status, frozen_at FROM orders WHERE id = $1 FOR UPDATE',
    [id],
  );
  const [order] = rows;
  if (!order) throw new ApiError('not_found');
  const open = ['held', 'paid', 'delivered', 'disputed'].includes(order.status);
  if ((order.frozen_at !== null) === freeze || (freeze && !open)) throw new ApiError('wrong_state');
  await client.query(
    "UPDATE orders SET frozen_at = $2::timestamptz, next_delivery_at = CASE WHEN $2::timestamptz IS NULL AND status = 'paid' THEN $3::timestamptz ELSE next_delivery_at END WHERE id = $1",
    [id, freeze ? at : null, at],
  );
  if (freeze) await freezeShares(client, at, id);
  // A dispute thaws them itself when it is over.
  else if (order.status !== 'disputed') await thawShares(client, id);
}
