import { createId } from '@kameng/contract/id';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { Actor, Engine } from '../engine.ts';
import { maturedSales } from './matured-sales.ts';

const batchMax = 200;

/** Where the next run of this process goes on; it begins again when it has come to the end. */
const positions = new WeakMap<object, string>();

interface Row {
  id: string;
  level: number;
  organisation_id: string | null;
}

interface Level {
  level: number;
  currency: string;
  sales_from_minor: number;
}

/**
 * Job: raises agents whose matured sales have reached the next level of the table in force. A level once reached stays. Answers
 * how many rose.
 */
export async function setLevels(engine: Engine): Promise<number> {
  const { pool } = engine.db;
  const { rows } = await pool.query<Row>(
    "SELECT id, level, organisation_id FROM agent WHERE status = 'active' AND id > $1 ORDER BY id LIMIT $2",
    [positions.get(pool) ?? '', batchMax],
  );
  positions.set(pool, rows.length < batchMax ? '' : rows.at(-1)!.id);
  const levels = await pool.query<Level>(
    'SELECT level, currency, sales_from_minor FROM agent_level ORDER BY level DESC',
  );
  const sales = Map.groupBy(
    await maturedSales(
      engine,
      rows.map(({ id }) => id),
    ),
    ({ agent_id }) => agent_id,
  );
  const risen = rows.flatMap((agent) => {
    const sold = sales.get(agent.id) ?? [];
    const best = levels.rows.find(
      ({ currency, sales_from_minor }) =>
        (sold.find((each) => each.currency === currency)?.sales_minor ?? 0) >= sales_from_minor,
    );
    return best && best.level > agent.level ? [{ ...agent, reached: best.level }] : [];
  });
  for (const agent of risen) await raise(engine, agent);
  return risen.length;
}

async function raise(
  engine: Engine,
  { id, level, organisation_id, reached }: Row & { reached: number },
): Promise<void> {
  const actor: Actor = { kind: 'job', name: 'set levels' };
  await transact(engine.db.pool, async (client) => {
    const { rowCount } = await client.query('UPDATE agent SET level = $2 WHERE id = $1 AND level < $2', [id, reached]);
    // Another process was first, or nobody sits at this agent's desk.
    if (rowCount === 0 || organisation_id === null) return;
    const ctx = { actor, now: engine.now, requestId: createId('event').replace('evt_', 'req_') };
    await recordAudit(client, ctx, {
      action: 'agent.level_reached',
      object_id: id,
      before: { level },
      after: { level: reached },
      organisationId: organisation_id,
    });
  });
}
