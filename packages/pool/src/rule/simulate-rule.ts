import type { RuleRates, SimulatedShares } from '@kameng/contract/desk/rule';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { Engine } from '../engine.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { buyerPrice } from '../offer/price-terms.ts';
import { shareAmount } from '../order/share-amount.ts';
import type { AgentTerms } from '../referral/agent-terms.ts';
import { checkLevels, currentRates, feeOf, type Rates } from './current-rates.ts';

/** What was sold of one product in one order, and on which terms. */
interface Sale {
  currency: string;
  channel: string;
  category: string;
  list_price_minor: number;
  quantity: number;
  unit_price_minor: number;
  unit_supply_minor: number;
  unit_discount_minor: number;
  commission_bps: number;
  agent_terms: AgentTerms | null;
  level: string | null;
}

const text = `
  SELECT o.currency, o.channel, p.category, p.list_price_minor, i.delivered_quantity AS quantity, i.unit_price_minor, i.unit_supply_minor,
    COALESCE(c.unit_discount_minor, 0) AS unit_discount_minor, o.commission_bps, o.agent_terms, a.level::text AS level
  FROM (SELECT * FROM orders WHERE delivered_at IS NOT NULL ORDER BY id DESC LIMIT $1) AS o
  JOIN order_item i ON i.order_id = o.id JOIN product p ON p.id = i.product_id
  LEFT JOIN checkout c ON c.id = o.checkout_id LEFT JOIN agent a ON a.id = o.agent_id
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
  const fees = await currentRates(pool, 'fees');
  const { rows } = await pool.query<Sale>(text, [body.orders]);
  const sums = new Map<string, { before: SimulatedShares; after: SimulatedShares }>();
  let unsellable = 0;
  for (const sale of rows) {
    const sum = sums.get(sale.currency) ?? { before: none(), after: none() };
    sums.set(sale.currency, sum);
    add(sum.before, ctx, sale);
    const other = underRates(sale, body.terms, fees);
    if (other) add(sum.after, ctx, other);
    else unsellable += 1;
  }
  return {
    orders: rows.length,
    unsellable,
    currencies: [...sums].map(([currency, sum]) => ({ currency, ...sum })),
  };
}

/** The same sale under other rates; undefined when it could not have been made. What the rates do not change stays as it was. */
function underRates(sale: Sale, { kind, rates }: RuleRates, fees: Rates): Sale | undefined {
  if (kind === 'commissions') {
    // Who bought from themselves earned nothing and would not have.
    const rate = sale.level !== null && sale.commission_bps > 0 ? rates[sale.level] : undefined;
    return { ...sale, commission_bps: rate ?? sale.commission_bps };
  }
  const feeBps = feeOf(rates, sale.category);
  if (feeBps === feeOf(fees, sale.category)) return sale;
  const full = buyerPrice(sale.unit_supply_minor, feeBps);
  if (full > sale.list_price_minor) return undefined;
  const unit_discount_minor = Math.min(sale.unit_discount_minor, full - sale.unit_supply_minor);
  const markup_minor = Math.min(sale.agent_terms?.unit_markup_minor ?? 0, sale.list_price_minor - full);
  const agent_terms = sale.agent_terms && { ...sale.agent_terms, unit_markup_minor: markup_minor };
  return { ...sale, unit_price_minor: full + markup_minor - unit_discount_minor, unit_discount_minor, agent_terms };
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
    discount_minor: sale.unit_discount_minor * sale.quantity,
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
