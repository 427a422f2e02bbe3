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
  reached: number;
}

/**
 * Job: raises agents whose matured sales have reached the next level of the table in force. A level once reached stays. Answers
 * how many rose.
 */
export async function setLevels(engine: Engine): Promise<number> {
  const { pool } = engine.db;
  const { rows } = await pool.query<Row>(
    `SELECT a.id, a.level, a.organisation_id, COALESCE(best.level, a.level) AS reached FROM agent a
     LEFT JOIN LATERAL (
       SELECT max(l.level) AS level FROM agent_level l
       LEFT JOIN (${maturedSales('a.id')}) sold ON sold.currency = l.currency
       WHERE COALESCE(sold.sales_minor, 0) >= l.sales_from_minor
     ) best ON true
     WHERE a.status = 'active' AND a.id > $1 ORDER BY a.id LIMIT $2`,
    [positions.get(pool) ?? '', batchMax],
  );
  positions.set(pool, rows.length < batchMax ? '' : rows.at(-1)!.id);
  const risen = rows.filter(({ level, reached }) => reached > level);
  for (const agent of risen) await raise(engine, agent);
  return risen.length;
}

async function raise(engine: Engine, { id, level, organisation_id, reached }: Row): Promise<void> {
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
