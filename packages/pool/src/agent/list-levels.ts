import { levelKinds } from '@kameng/contract/desk/rule';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';
import { levelColumns, type Rates } from '../rule/current-rates.ts';

interface Row {
  level: number;
  currency: string;
  sales_from_minor: number;
  commission_bps: number;
  child_bps: number;
  grandchild_bps: number;
}
interface Scheduled {
  kind: keyof typeof levelColumns;
  rates: Rates;
  live_from: Date;
}

/** Scheduled rules that are shown; nobody publishes as many. */
const upcomingMax = 20;

/** The levels and rates that are in force, and what was published for later. */
export async function listLevels(ctx: MemberContext): Promise<DeskAnswer<'listLevels'>> {
  const { pool } = ctx.db;
  const [{ rows }, scheduled] = await Promise.all([
    pool.query<Row>('SELECT * FROM agent_level ORDER BY level LIMIT 100'),
    pool.query<Scheduled>(
      `SELECT kind, rates, live_from FROM rule
       WHERE applied_at IS NULL AND withdrawn_at IS NULL AND kind = ANY ($1) ORDER BY live_from, id LIMIT $2`,
      [levelKinds, upcomingMax],
    ),
  ]);
  let levels = rows;
  const upcoming = scheduled.rows.map(({ kind, rates, live_from }) => {
    // Each rule changes what the one before it leaves.
    levels = levels.map((row) => ({ ...row, [levelColumns[kind]]: rates[row.level] ?? row[levelColumns[kind]] }));
    return { live_from: live_from.toISOString(), data: levels.map(render) };
  });
  return {
    data: rows.map(render),
    upcoming: upcoming.filter(({ live_from }, at) => live_from !== upcoming[at + 1]?.live_from),
  };
}

function render({ level, currency, sales_from_minor, commission_bps, child_bps, grandchild_bps }: Row) {
  return {
    level,
    sales_from: { amount_minor: sales_from_minor, currency },
    commission_bps,
    child_bps,
    grandchild_bps,
  };
}
