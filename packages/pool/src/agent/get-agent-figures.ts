import type { AgentFigures } from '@kameng/contract/desk/agent';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { idsBefore } from '../database/ids-before.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { agentOf } from './agent-row.ts';

const dayMs = 86_400_000;

type Tally = AgentFigures['total'];
interface Row extends Tally {
  day: string;
  ref: string;
  own: number;
}
interface Earned {
  currency: string;
  current: boolean;
  sum: number;
}

/** Ids begin with their time, so a range of ids is a range of days. */
const talliesText = `
  SELECT day, ref, sum(views)::int AS views, sum(checkouts)::int AS checkouts, sum(paid)::int AS paid, sum(own)::int AS own FROM (
    SELECT to_char(day, 'YYYY-MM-DD') AS day, ref, views, checkouts, 0 AS paid, 0 AS own FROM agent_day
    WHERE agent_id = $1 AND day >= $4 AND day < $5
    UNION ALL
    SELECT to_char(at, 'YYYY-MM-DD'), COALESCE(bought.ref, a.ref), 0, 0, paid, own FROM (
      SELECT (o.created_at AT TIME ZONE 'UTC')::date AS at, o.ref, count(*) AS paid, count(o.self_sale) AS own
      FROM orders o WHERE o.agent_id = $1 AND o.id >= $2 AND o.id < $3 AND o.paid_at IS NOT NULL GROUP BY 1, 2
    ) AS bought JOIN agent a ON a.id = $1
  ) AS counted GROUP BY day, ref`;

const earnedText = `
  SELECT currency, order_id >= $3 AS current, sum(amount_minor - clawed_minor)::bigint AS sum FROM share
  WHERE owner_id = $1 AND kind <> 'supplier_share' AND order_id >= $2 AND order_id < $4 GROUP BY 1, 2`;

/** What the agent's links did in a period, by day and by link, beside the period before it. Throws `not_found`. */
export async function getAgentFigures(
  ctx: MemberContext,
  { query }: DeskInput<'getAgentFigures'>,
): Promise<DeskAnswer<'getAgentFigures'>> {
  const agentId = agentOf(ctx);
  const from = new Date(query.from);
  const end = new Date(Date.parse(query.to) + dayMs);
  const first = new Date(2 * from.getTime() - end.getTime());
  const [before, current, after] = [first, from, end].map((at) => idsBefore('order', at)) as [string, string, string];
  const days = [first, end].map((at) => at.toISOString().slice(0, 10));
  const [tallies, earned, labels] = await Promise.all([
    ctx.db.pool.query<Row>(talliesText, [agentId, before, after, ...days]),
    ctx.db.pool.query<Earned>(earnedText, [agentId, before, current, after]),
    ctx.db.pool.query<{ ref: string; label: string }>('SELECT ref, label FROM agent_link WHERE agent_id = $1', [
      agentId,
    ]),
  ]);
  const rows = tallies.rows.filter(({ day }) => day >= query.from);
  const names = new Map(labels.rows.map(({ ref, label }) => [ref, label]));
  return {
    total: sum(rows),
    before: sum(tallies.rows.filter(({ day }) => day < query.from)),
    earned: sumEarned(earned.rows),
    days: [...Map.groupBy(rows, ({ day }) => day)]
      .map(([day, of]) => ({ day, ...sum(of) }))
      .toSorted((left, right) => (left.day < right.day ? -1 : 1)),
    links: [...Map.groupBy(rows, ({ ref }) => ref)]
      .map(([ref, of]) => ({ ref, label: names.get(ref) ?? null, ...sum(of) }))
      .toSorted((left, right) => right.paid - left.paid || right.views - left.views),
    own_purchases: rows.reduce((total, { own }) => total + own, 0),
  };
}

function sum(rows: readonly Tally[]): Tally {
  const total = { views: 0, checkouts: 0, paid: 0 };
  for (const { views, checkouts, paid } of rows) {
    total.views += views;
    total.checkouts += checkouts;
    total.paid += paid;
  }
  return total;
}

function sumEarned(rows: readonly Earned[]): AgentFigures['earned'] {
  const of = (currency: string, current: boolean) => ({
    amount_minor: rows.find((row) => row.currency === currency && row.current === current)?.sum ?? 0,
    currency,
  });
  const currencies = [...new Set(rows.map(({ currency }) => currency))].toSorted();
  return currencies.map((currency) => ({ amount: of(currency, true), before: of(currency, false) }));
}
