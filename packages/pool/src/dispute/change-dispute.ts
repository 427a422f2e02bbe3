import type { ClientBase } from 'pg';
import type { ErrorCode } from '@kameng/contract/error';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { loadOrders } from '../order/load-orders.ts';
import type { OrderRow } from '../order/order-rows.ts';
import { advanceDispute, type DisputeStep } from './advance-dispute.ts';
import {
  disputeColumns,
  lockDisputedCodes,
  type DisputedCodeRow,
  type DisputeRow,
  lockNewest,
} from './dispute-rows.ts';

/** An order and its dispute, both locked until the transaction ends. */
export interface LockedDispute {
  order: OrderRow;
  dispute: DisputeRow;
  /** Locks its codes as well. */
  codes(): Promise<DisputedCodeRow[]>;
}

/** Which dispute: the newest of an order, or one by its id, which may have to be about one supplier's codes. */
export type WhichDispute = { orderId: string } | { id: string; supplierId?: string | undefined };

/**
 * Lets somebody act in a dispute: locks the order, then the dispute, lets `act` decide on the steps, and takes them. Whoever
 * comes second finds the dispute as the first left it. Throws `dispute_not_found` or `not_found`, and what `act` throws.
 */
export async function changeDispute(
  engine: Engine,
  which: WhichDispute,
  act: (client: ClientBase, locked: LockedDispute) => Promise<readonly DisputeStep[]>,
): Promise<DisputeRow> {
  const missing: ErrorCode = 'orderId' in which ? 'dispute_not_found' : 'not_found';
  const orderId = 'orderId' in which ? which.orderId : await findOrderOf(engine, which);
  if (orderId === undefined) throw new ApiError(missing);
  const after = await transact(engine.db.pool, async (client) => {
    const order = (await loadOrders(client, [orderId])).get(orderId)?.order;
    const dispute = 'orderId' in which ? await lockNewest(client, orderId) : await lockOne(client, which.id);
    if (!order || !dispute) throw new ApiError(missing);
    const locked = { order, dispute, codes: () => lockDisputedCodes(client, dispute.id) };
    const steps = await act(client, locked);
    return steps.length === 0 ? dispute : advanceDispute(client, engine, { order, dispute }, steps);
  });
  engine.orderWatch.tell([orderId]);
  return after;
}

async function findOrderOf(
  engine: Engine,
  { id, supplierId }: { id: string; supplierId?: string | undefined },
): Promise<string | undefined> {
  const { rows } = await engine.db.pool.query<{ order_id: string }>(
    'SELECT order_id FROM dispute WHERE id = $1 AND ($2::text IS NULL OR supplier_id = $2)',
    [id, supplierId ?? null],
  );
  return rows[0]?.order_id;
}

async function lockOne(client: ClientBase, id: string): Promise<DisputeRow | undefined> {
  const { rows } = await client.query<DisputeRow>(`SELECT ${disputeColumns} FROM dispute WHERE id = $1 FOR UPDATE`, [
    id,
  ]);
  return rows[0];
}
