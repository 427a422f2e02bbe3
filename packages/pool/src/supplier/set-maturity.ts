import { createId } from '@kameng/contract/id';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { Actor, Engine } from '../engine.ts';
import { readClean } from '../ledger/read-clean.ts';

const batchMax = 500;
/** Orders in a row without a refund after which money comes sooner. */
const cleanOrders = 50;
/** Days from delivery until money can be paid out. */
const maturityDays = { fresh: 7, proven: 3, provenCompany: 1 } as const;

/** Where the next run of this process goes on; it begins again when it has come to the end. */
const positions = new WeakMap<object, string>();

interface Row {
  id: string;
  organisation_id: string;
  maturity_days: number;
  company: boolean;
}

/**
 * Job: settles how soon each supplier's money matures: 7 days at first, 3 after 50 orders in a row without a refund, 1 for a
 * verified company with such orders, and 7 again after a refund. What is delivered already keeps its day. Answers how many changed.
 */
export async function setMaturity(engine: Engine): Promise<number> {
  const { pool } = engine.db;
  const { rows } = await pool.query<Row>(
    `SELECT s.id, s.organisation_id, s.maturity_days,
       EXISTS (SELECT FROM verification v WHERE v.organisation_id = s.organisation_id AND v.status = 'verified' AND v.subject = 'company') AS company
     FROM supplier s WHERE s.organisation_id IS NOT NULL AND s.status = 'active' AND s.id > $1 ORDER BY s.id LIMIT $2`,
    [positions.get(pool) ?? '', batchMax],
  );
  positions.set(pool, rows.length < batchMax ? '' : rows.at(-1)!.id);
  const clean = await readClean(
    pool,
    rows.map(({ id }) => id),
    cleanOrders,
  );
  let changed = 0;
  for (const row of rows) {
    const days = !clean.has(row.id)
      ? maturityDays.fresh
      : row.company
        ? maturityDays.provenCompany
        : maturityDays.proven;
    if (days === row.maturity_days) continue;
    if (await change(engine, row, days)) changed += 1;
  }
  return changed;
}

/** Answers false when another process was first. */
async function change(engine: Engine, { id, organisation_id, maturity_days }: Row, days: number): Promise<boolean> {
  const actor: Actor = { kind: 'job', name: 'set maturity' };
  return transact(engine.db.pool, async (client) => {
    const { rowCount } = await client.query(
      'UPDATE supplier SET maturity_days = $2 WHERE id = $1 AND maturity_days = $3',
      [id, days, maturity_days],
    );
    if (rowCount === 0) return false;
    const ctx = { actor, now: engine.now, requestId: createId('event').replace('evt_', 'req_') };
    await recordAudit(client, ctx, {
      action: 'supplier.maturity_changed',
      object_id: id,
      before: { maturity_days },
      after: { maturity_days: days },
      organisationId: organisation_id,
    });
    return true;
  });
}
