import type { AgentGoods } from '@kameng/contract/desk/agent';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import { listProducts } from '../catalog/list-products.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { markUp } from '../catalog/price-quantity.ts';
import { shareAmount } from '../order/share-amount.ts';
import { agentOf } from './agent-row.ts';

interface Row {
  markup_bps: number;
  commission_bps: number;
  markups: Record<string, number>;
}

const text = `
  SELECT a.markup_bps, (SELECT COALESCE(jsonb_object_agg(product_id, markup_bps), '{}') FROM agent_markup WHERE agent_id = a.id) AS markups,
    (SELECT commission_bps FROM agent_level l WHERE l.level = a.level) AS commission_bps
  FROM agent a WHERE a.id = $1`;

/** The goods as the catalogue has them, with the agent's markup and what one unit earns. Throws `not_found`. */
export async function listMarkups(
  ctx: MemberContext,
  { query }: DeskInput<'listMarkups'>,
): Promise<DeskAnswer<'listMarkups'>> {
  const { rows } = await ctx.db.pool.query<Row>(text, [agentOf(ctx)]);
  const [terms] = rows;
  if (!terms) throw new ApiError('not_found');
  // The pool's own prices: a member sees no agent's markup in the catalogue.
  const { data, next_cursor } = await listProducts({ ...ctx, ref: undefined }, { query });
  return {
    markup_bps: terms.markup_bps,
    data: data.map(({ id, name, image_url, list_price, price }): AgentGoods => {
      const { currency } = price;
      const own = terms.markups[id] ?? null;
      const markup = { markup_bps: own ?? terms.markup_bps, list_price_minor: list_price.amount_minor };
      const amount_minor = markUp(price.amount_minor, markup);
      const markup_minor = amount_minor - price.amount_minor;
      // As if the operator had all of the price to give; what supplier and channel leave may be less.
      const shares = shareAmount({
        amount_minor,
        supply_minor: 0,
        channel_fee_bps: 0,
        markup_minor,
        commission_bps: terms.commission_bps,
        upline_bps: [],
      });
      return {
        product_id: id,
        name,
        image_url,
        list_price: { amount_minor: list_price.amount_minor, currency },
        pool_price: price,
        price: { amount_minor, currency },
        markup_bps: own,
        commission: { amount_minor: shares.markup_minor + shares.commission_minor, currency },
      };
    }),
    next_cursor,
  };
}
