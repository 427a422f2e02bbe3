import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { pendingOf } from './accounts.ts';
import { payIn } from './pay-in.ts';
import { postTransfers } from './post-transfers.ts';

const batchRows = 1000;

interface Matured {
  owner_id: string;
  currency: string;
  amount_minor: number;
}

/**
 * Job: moves shares whose time has come from pending to available, each once, with one transfer an owner. What the owner owes
 * is paid off first. A share of an order in dispute, or frozen, waits until that is over.
 */
export async function matureShares(engine: Pick<Engine, 'db' | 'now'>): Promise<number> {
  return transact(engine.db.pool, async (client) => {
    const now = engine.now();
    const { rows } = await client.query<Matured>({
      name: 'mature shares',
      text: `UPDATE share SET matured_at = $1 FROM (
               SELECT share.order_id, share.owner_id, share.kind FROM share JOIN orders ON orders.id = share.order_id
               WHERE matured_at IS NULL AND share.frozen_at IS NULL AND matures_at <= $1 AND orders.status = 'delivered' AND orders.frozen_at IS NULL
               ORDER BY matures_at LIMIT $2 FOR UPDATE OF share SKIP LOCKED) AS due
             WHERE share.order_id = due.order_id AND share.owner_id = due.owner_id AND share.kind = due.kind
             RETURNING share.owner_id, share.currency, amount_minor - clawed_minor AS amount_minor`,
      values: [now, batchRows],
    });
    const incoming = sumByOwner(rows).map((owner) => ({
      ...owner,
      kind: 'maturity' as const,
      from: pendingOf(owner.owner_id, owner.currency),
    }));
    await postTransfers(client, now, await payIn(client, incoming));
    return rows.length;
  });
}

function sumByOwner(shares: readonly Matured[]): Matured[] {
  const sums = new Map<string, Matured>();
  for (const { owner_id, currency, amount_minor } of shares) {
    const key = `${owner_id} ${currency}`;
    sums.set(key, { owner_id, currency, amount_minor: (sums.get(key)?.amount_minor ?? 0) + amount_minor });
  }
  return [...sums.values()];
}
