import type { Commission } from '@kameng/contract/desk/agent';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { pickText } from '../catalog/render-product.ts';
import type { Texts } from '../catalog/product-row.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { agentOf } from './agent-row.ts';

interface Row {
  order_id: string;
  kind: Commission['kind'];
  status: Commission['status'];
  currency: string;
  earned_minor: number;
  clawed_minor: number;
  matures_at: Date;
  agent_id: string;
  ref: string | null;
  order_status: Commission['order']['status'];
  amount_minor: number;
  created_at: Date;
  product_id: string;
  quantity: number;
  names: Texts;
}

/** A share's state, from what has happened to it. */
const status = `CASE WHEN s.clawed_minor = s.amount_minor THEN 'refunded' WHEN s.paid_at IS NOT NULL THEN 'paid'
  WHEN s.frozen_at IS NOT NULL THEN 'frozen' WHEN s.matured_at IS NOT NULL THEN 'matured' ELSE 'pending' END`;

const text = `
  SELECT s.order_id, s.kind, ${status} AS status, s.currency, s.amount_minor AS earned_minor, s.clawed_minor, s.matures_at,
    o.agent_id, o.ref, o.status AS order_status, o.amount_minor, o.created_at, i.product_id, i.quantity, p.names
  FROM share s JOIN orders o ON o.id = s.order_id
  JOIN LATERAL (SELECT product_id, quantity FROM order_item WHERE order_id = o.id ORDER BY id LIMIT 1) i ON true
  JOIN product p ON p.id = i.product_id
  WHERE s.owner_id = $1 AND s.kind <> 'supplier_share' AND ($2::text IS NULL OR (s.order_id, s.kind) < ($2, $3))
    AND ($4::text IS NULL OR ${status} = $4) AND ($5::text IS NULL OR s.order_id = $5)
  ORDER BY s.order_id DESC, s.kind DESC LIMIT $6`;

/** What sales earned the agent, newest first. Of sales by others it shows what they earned and not whose they were. Throws `not_found`. */
export async function listCommissions(
  ctx: MemberContext,
  { query }: DeskInput<'listCommissions'>,
): Promise<DeskAnswer<'listCommissions'>> {
  const agentId = agentOf(ctx);
  const [order = null, kind = null] = readCursor(query.cursor, 2);
  const values = [agentId, order, kind, query.status ?? null, query.order_id ?? null, query.limit + 1];
  const { rows } = await ctx.db.pool.query<Row>(text, values);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => render(row, agentId, ctx)),
    next_cursor: rows.length > page.length && last ? writeCursor([last.order_id, last.kind]) : null,
  };
}

function render(row: Row, agentId: string, { language }: Pick<MemberContext, 'language'>): Commission {
  const { currency } = row;
  const own = row.agent_id === agentId;
  return {
    kind: row.kind,
    order: {
      id: row.order_id,
      status: row.order_status,
      product_id: row.product_id,
      product: pickText(row.names, language),
      quantity: row.quantity,
      amount: own ? { amount_minor: row.amount_minor, currency } : null,
    },
    ref: own ? row.ref : null,
    status: row.status,
    earned: { amount_minor: row.earned_minor, currency },
    taken_back: { amount_minor: -row.clawed_minor, currency },
    sold_at: row.created_at.toISOString(),
    matures_at: row.matures_at.toISOString(),
  };
}
