import { createId } from '@kameng/contract/id';
import type { RiskRule } from '@kameng/contract/desk/risk';
import type { ClientBase } from 'pg';
import { idsBefore } from '../database/ids-before.ts';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { rules } from './risk-rules.ts';

const dayMs = 86_400_000;
/** Events raised or grown in one run for one rule; more wait for the next. */
const groupsMax = 100;
/** Orders of one event; beyond that a person knows enough. */
const ordersMax = 1000;

interface Group {
  /** The open event that these orders belong to; null for a new one. */
  event_id: string | null;
  subject: string;
  order_ids: string[];
}

/** Job: looks for what recurs and may be fraud, and puts it before a person. Answers how many events were raised or grew. */
export async function raiseRisks(engine: Engine): Promise<number> {
  let raised = 0;
  for (const rule of Object.keys(rules) as RiskRule[])
    raised += await transact(engine.db.pool, (client) => raise(client, engine.now(), rule));
  return raised;
}

async function raise(client: ClientBase, now: Date, rule: RiskRule): Promise<number> {
  // One process at a time looks by a rule; the others have nothing to wait for.
  const { rows } = await client.query<{ mine: boolean }>(
    "SELECT pg_try_advisory_xact_lock(hashtext('risk ' || $1)) AS mine",
    [rule],
  );
  if (!rows[0]!.mine) return 0;
  const groups = await findGroups(client, now, rule);
  for (const group of groups) await keep(client, now, rule, group);
  return groups.length;
}

/** Orders that no event of this rule has yet, by whom they point at: enough of them for an event, or any beside an open one. */
async function findGroups(client: ClientBase, now: Date, rule: RiskRule): Promise<Group[]> {
  const { days, from, partBps, text } = rules[rule];
  const since = idsBefore('order', new Date(now.getTime() - days * dayMs));
  const found = `
    WITH counted AS MATERIALIZED (${text}),
    open AS (
      SELECT DISTINCT ON (c.subject) c.subject, r.event_id FROM counted c JOIN risk_order r ON r.rule = $2 AND r.order_id = c.order_id
      JOIN risk_event e ON e.id = r.event_id AND e.status = 'open' AND e.orders < ${ordersMax} ORDER BY c.subject, r.event_id DESC
    )
    SELECT c.subject, max(open.event_id) AS event_id, (array_agg(c.order_id::text ORDER BY c.order_id DESC))[1:${ordersMax}] AS order_ids
    FROM counted c LEFT JOIN open USING (subject)
    WHERE NOT EXISTS (SELECT FROM risk_order r WHERE r.rule = $2 AND r.order_id = c.order_id)
    GROUP BY c.subject HAVING count(*) >= $3 OR max(open.event_id) IS NOT NULL
    ORDER BY count(*) DESC LIMIT ${groupsMax}`;
  const { rows } = await client.query<Group>(found, [since, rule, from]);
  if (partBps === undefined) return rows;
  const kept = [];
  for (const group of rows)
    if (group.event_id !== null || (await isPart(client, group, partBps, since))) kept.push(group);
  return kept;
}

/** Whether these orders are at least that part of all that the agent or supplier sold; of many sales, a few go wrong. */
async function isPart(
  client: ClientBase,
  { subject, order_ids }: Group,
  partBps: number,
  since: string,
): Promise<boolean> {
  const enough = Math.ceil((order_ids.length * 10_000) / partBps) + 1;
  const { rows } = await client.query<{ sold: number }>(
    `SELECT count(*) AS sold FROM (SELECT DISTINCT order_id FROM share WHERE owner_id = $1 AND order_id >= $2 LIMIT $3) AS s`,
    [subject, since, enough],
  );
  return order_ids.length * 10_000 >= rows[0]!.sold * partBps;
}

async function keep(
  client: ClientBase,
  now: Date,
  rule: RiskRule,
  { event_id, subject, order_ids }: Group,
): Promise<void> {
  const id = event_id ?? createId('riskEvent', now.getTime());
  if (event_id === null)
    await client.query(
      'INSERT INTO risk_event (id, rule, subject_id, orders, created_at, last_at) VALUES ($1, $2, $3, $4, $5, $5)',
      [id, rule, isParty(subject) ? subject : order_ids[0], order_ids.length, now],
    );
  else
    await client.query('UPDATE risk_event SET orders = orders + $2, last_at = $3 WHERE id = $1', [
      id,
      order_ids.length,
      now,
    ]);
  await client.query('INSERT INTO risk_order (rule, order_id, event_id) SELECT $1, *, $3 FROM unnest($2::text[])', [
    rule,
    order_ids,
    id,
  ]);
}

function isParty(subject: string): boolean {
  return subject.startsWith('agt_') || subject.startsWith('sup_');
}
