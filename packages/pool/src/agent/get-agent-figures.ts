import type { AgentFigures } from '@kameng/contract/desk/agent';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readDays, type Summed } from '../figure/read-days.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { dayOf, spanOf } from '../figure/span-of.ts';
import { agentOf } from './agent-row.ts';

type Tally = AgentFigures['total'];
interface Row extends Tally {
  day: string;
  ref: string;
  own: number;
}
type Earned = Summed<'day' | 'currency'>;

const viewsText = `
  SELECT to_char(day, 'YYYY-MM-DD') AS day, ref, views, checkouts FROM agent_day WHERE agent_id = $1 AND day BETWEEN $2 AND $3`;

/** What the agent's links did in a period, by day and by link, beside the period before it. Throws `not_found`. */
export async function getAgentFigures(
  ctx: MemberContext,
  { query }: DeskInput<'getAgentFigures'>,
): Promise<DeskAnswer<'getAgentFigures'>> {
  const agentId = agentOf(ctx);
  const { pool } = ctx.db;
  const asked = { partyIds: [agentId], from: dayOf(spanOf(query).before), to: query.to };
  const [viewed, sold, earned, own, labels] = await Promise.all([
    pool.query<Pick<Row, 'day' | 'ref' | 'views' | 'checkouts'>>(viewsText, [agentId, asked.from, asked.to]),
    readDays(pool, { ...asked, figure: 'agent_sales', by: ['day', 'part'] }),
    readDays(pool, { ...asked, figure: 'agent_earnings', by: ['day', 'currency'] }),
    pool.query<{ ref: string }>('SELECT ref FROM agent WHERE id = $1', [agentId]),
    pool.query<{ ref: string; label: string }>('SELECT ref, label FROM agent_link WHERE agent_id = $1', [agentId]),
  ]);
  const all: Row[] = [
    ...viewed.rows.map((row) => ({ ...row, paid: 0, own: 0 })),
    ...sold.map(({ day, part, orders, units }) => {
      const ref = part === '' ? own.rows[0]!.ref : part;
      return { day, ref, views: 0, checkouts: 0, paid: orders, own: units };
    }),
  ];
  const rows = all.filter(({ day }) => day >= query.from);
  const names = new Map(labels.rows.map(({ ref, label }) => [ref, label]));
  return {
    total: sum(rows),
    before: sum(all.filter(({ day }) => day < query.from)),
    earned: sumEarned(earned, query.from),
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

function sumEarned(rows: readonly Earned[], from: string): AgentFigures['earned'] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].toSorted();
  return currencies.map((currency) => {
    const of = (current: boolean) => ({
      amount_minor: rows.reduce(
        (total, row) => (row.currency === currency && row.day >= from === current ? total + row.amount_minor : total),
        0,
      ),
      currency,
    });
    return { amount: of(true), before: of(false) };
  });
}
