import type { RuleRates, SimulatedShares } from '@kameng/contract/desk/rule';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { Engine } from '../engine.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { buyerPrice, discountOf, mostRebate } from '../offer/price-unit.ts';
import { shareAmount } from '../order/share-amount.ts';
import { checkLevels, rateOf } from './current-rates.ts';
import { type AgentSale, readLevelRates, underLevels } from './level-rates.ts';
import { type PriceRates, pricingOf, readPriceRates } from './price-rates.ts';
import { simulatePayouts } from './simulate-payouts.ts';

/** What was sold of one product in one order, and on which terms. */
interface Sale extends AgentSale {
  currency: string;
  channel: string;
  category: string;
  list_price_minor: number;
  quantity: number;
  unit_price_minor: number;
  unit_supply_minor: number;
  floor_minor: number | null;
  /** What a coupon took off, after the published discount. */
  unit_discount_minor: number;
  unit_rebate_minor: number;
}

const text = `
  SELECT o.currency, o.channel, p.category, p.list_price_minor, i.delivered_quantity AS quantity, i.unit_price_minor, i.unit_supply_minor,
    COALESCE(c.unit_discount_minor, 0) AS unit_discount_minor, COALESCE(c.unit_rebate_minor, 0) AS unit_rebate_minor, f.floor_minor, o.commission_bps, o.agent_terms, a.id AS agent_id, a.level::text AS level,
    p1.id AS parent_id, CASE WHEN p1.status = 'active' THEN p1.level::text END AS parent_level,
    p2.id AS grandparent_id, CASE WHEN p2.status = 'active' THEN p2.level::text END AS grandparent_level
  FROM (SELECT * FROM orders WHERE delivered_at IS NOT NULL ORDER BY id DESC LIMIT $1) AS o
  JOIN order_item i ON i.order_id = o.id JOIN product p ON p.id = i.product_id JOIN offer f ON f.id = i.offer_id
  LEFT JOIN checkout c ON c.id = o.checkout_id LEFT JOIN agent a ON a.id = o.agent_id
  LEFT JOIN agent p1 ON p1.id = a.parent_id LEFT JOIN agent p2 ON p2.id = p1.parent_id
  WHERE i.delivered_quantity > 0`;

/**
 * Computes what everybody would have had of the newest delivered orders under other rates, with the functions that price and share
 * real ones. Refunds are left aside on both sides. Changes nothing. Throws `invalid_request` for levels that do not exist.
 */
export async function simulateRule(
  ctx: MemberContext,
  { body }: DeskInput<'simulateRule'>,
): Promise<DeskAnswer<'simulateRule'>> {
  const { pool } = ctx.db;
  await checkLevels(pool, body.terms);
  const prices = await readPriceRates(pool, ctx.channels);
  const { rows } = await pool.query<Sale>(text, [body.orders]);
  const levels = await readLevelRates(ctx, body.terms, rows);
  const sums = new Map<string, { before: SimulatedShares; after: SimulatedShares }>();
  let unsellable = 0;
  for (const sale of rows) {
    const sum = sums.get(sale.currency) ?? { before: none(), after: none() };
    sums.set(sale.currency, sum);
    add(sum.before, ctx, sale);
    const other = levels ? underLevels(sale, levels) : underPrices(sale, body.terms, prices);
    if (other) add(sum.after, ctx, other);
    else unsellable += 1;
  }
  return {
    orders: rows.length,
    unsellable,
    currencies: [...sums].map(([currency, sum]) => ({ currency, ...sum })),
    risen: levels?.risen.size ?? 0,
    payouts: await simulatePayouts(pool, body.terms, body.orders),
  };
}

/**
 * The same sale under other fees or discounts; undefined when it could not have been made. What the rates do not change stays as it
 * was: under another fee as much is taken off as had been, as far as the operator's part goes.
 */
function underPrices(sale: Sale, { kind, rates }: RuleRates, prices: PriceRates): Sale | undefined {
  if (kind !== 'fees' && kind !== 'discounts') return sale;
  const rate = rateOf(rates, sale.category);
  if (kind === 'fees' && rate === rateOf(prices.fees, sale.category)) return sale;
  const { unit_supply_minor, list_price_minor, floor_minor } = sale;
  const had_markup = sale.agent_terms?.unit_markup_minor ?? 0;
  const before = sale.unit_price_minor - had_markup + sale.unit_discount_minor + sale.unit_rebate_minor;
  const full = kind === 'fees' ? buyerPrice(unit_supply_minor, rate) : before;
  if (full > list_price_minor) return undefined;
  const pricing = { ...pricingOf(prices, sale.category), list_price_minor };
  const wanted = kind === 'fees' ? sale.unit_rebate_minor : discountOf(full, rate);
  const unit_rebate_minor = Math.min(wanted, mostRebate(full, unit_supply_minor, floor_minor, pricing));
  const reduced = full - unit_rebate_minor;
  const unit_discount_minor = Math.max(
    0,
    Math.min(sale.unit_discount_minor, reduced - Math.max(floor_minor ?? 0, unit_supply_minor)),
  );
  const markup_minor = Math.min(had_markup, list_price_minor - reduced);
  const agent_terms = sale.agent_terms && { ...sale.agent_terms, unit_markup_minor: markup_minor };
  const unit_price_minor = reduced + markup_minor - unit_discount_minor;
  return { ...sale, unit_price_minor, unit_discount_minor, unit_rebate_minor, agent_terms };
}

function none(): SimulatedShares {
  return { buyers_minor: 0, suppliers_minor: 0, agents_minor: 0, channels_minor: 0, platform_minor: 0 };
}

function add(sum: SimulatedShares, { channels }: Pick<Engine, 'channels'>, sale: Sale): void {
  const amount_minor = sale.unit_price_minor * sale.quantity;
  const shares = shareAmount({
    amount_minor,
    supply_minor: sale.unit_supply_minor * sale.quantity,
    channel_fee_bps: channels.get(sale.channel)?.feeBps ?? 0,
    commission_bps: sale.level === null ? 0 : sale.commission_bps,
    discount_minor: (sale.unit_discount_minor + sale.unit_rebate_minor) * sale.quantity,
    markup_minor: (sale.agent_terms?.unit_markup_minor ?? 0) * sale.quantity,
    upline_bps: sale.agent_terms?.uplines.map(({ bps }) => bps) ?? [],
  });
  sum.buyers_minor += amount_minor;
  sum.suppliers_minor += shares.supplier_minor;
  const above_minor = shares.upline_minor.reduce((total, part) => total + part, 0);
  sum.agents_minor += shares.markup_minor + shares.commission_minor + above_minor;
  sum.channels_minor += shares.channel_fee_minor;
  sum.platform_minor += shares.platform_minor;
}
