import { createId } from '@kameng/contract/id';
import { transact } from '../src/database/transact.ts';
import { availableOf, escrow, pendingOf } from '../src/ledger/accounts.ts';
import { postTransfers } from '../src/ledger/post-transfers.ts';
import { deskSamples } from './desk-samples.ts';
import type { Seat } from './open-seat.ts';
import type { TestPool } from './open-test-pool.ts';

/** A supplier and an agent have sold something, somebody is below the agent, and both have asked for their money. */
export async function leaveTrade(pool: TestPool, supplier: Seat, agent: Seat): Promise<void> {
  const { db, now } = pool.engine;
  const order_id = await deskSamples.getAdminOrder.id(pool, supplier);
  const [supplierId, agentId] = [await idOf(pool, 'supplier', supplier), await idOf(pool, 'agent', agent)];
  await db.pool.query('UPDATE orders SET agent_id = $2 WHERE id = $1', [order_id, agentId]);
  await db.pool.query(
    "INSERT INTO agent (id, ref, name, level, parent_id, created_at) VALUES ($1, 'BELOW1', 'Below', 1, $2, $3)",
    [createId('agent'), agentId, now()],
  );
  const part = { from: escrow('CNY'), currency: 'CNY', amount_minor: 100, order_id };
  await transact(db.pool, (client) =>
    postTransfers(client, now(), [
      { ...part, kind: 'supplier_share', to: pendingOf(supplierId, 'CNY') },
      { ...part, kind: 'commission', to: pendingOf(agentId, 'CNY') },
      ...[supplierId, agentId].map((id) => ({
        ...part,
        kind: 'adjustment' as const,
        to: availableOf(id, 'CNY'),
        order_id: null,
      })),
    ]),
  );
  for (const seat of [supplier, agent]) await deskSamples.openPayout.id(pool, seat);
}

async function idOf({ engine }: TestPool, party: 'supplier' | 'agent', { organisationId }: Seat): Promise<string> {
  const { rows } = await engine.db.pool.query<{ id: string }>(`SELECT id FROM ${party} WHERE organisation_id = $1`, [
    organisationId,
  ]);
  return rows[0]!.id;
}
