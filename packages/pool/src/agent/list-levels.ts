import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';

interface Row {
  level: number;
  currency: string;
  sales_from_minor: number;
  commission_bps: number;
  child_bps: number;
  grandchild_bps: number;
}

/** The levels and rates that are in force. */
export async function listLevels(ctx: MemberContext): Promise<DeskAnswer<'listLevels'>> {
  const { rows } = await ctx.db.pool.query<Row>('SELECT * FROM agent_level ORDER BY level LIMIT 100');
  return {
    data: rows.map(({ level, currency, sales_from_minor, commission_bps, child_bps, grandchild_bps }) => ({
      level,
      sales_from: { amount_minor: sales_from_minor, currency },
      commission_bps,
      child_bps,
      grandchild_bps,
    })),
  };
}
