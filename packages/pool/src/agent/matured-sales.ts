import type { Engine } from '../engine.ts';
import { readDays } from '../figure/read-days.ts';
import { tomorrow } from '../figure/span-of.ts';

/** Sales of one agent that have matured, in one currency. */
export interface MaturedSales {
  agent_id: string;
  currency: string;
  sales_minor: number;
}

/** Sales of agents that have matured, per currency; of an order refunded in part, the part that stayed sold. */
export async function maturedSales(
  { db, now }: Pick<Engine, 'db' | 'now'>,
  agentIds: readonly string[],
): Promise<MaturedSales[]> {
  const sums = await readDays(db.pool, {
    figure: 'matured_sales',
    partyIds: agentIds,
    to: tomorrow(now()),
    by: ['party_id', 'currency'],
  });
  return sums.map(({ party_id, currency, amount_minor }) => ({
    agent_id: party_id,
    currency,
    sales_minor: amount_minor,
  }));
}
