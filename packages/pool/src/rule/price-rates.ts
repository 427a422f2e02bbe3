import type { ClientBase, Pool } from 'pg';
import { bestRates } from '../agent/best-rates.ts';
import type { Engine } from '../engine.ts';
import type { Pricing } from '../offer/price-unit.ts';
import { dearestFee } from '../payment/dearest-fee.ts';
import { currentRates, rateOf, type Rates } from './current-rates.ts';

/** The rates that all prices are made of. */
export interface PriceRates extends Pick<Pricing, 'channel_fee_bps' | 'agents_bps'> {
  fees: Rates;
  discounts: Rates;
}

/** The rates that apply now. */
export async function readPriceRates(client: Pool | ClientBase, channels: Engine['channels']): Promise<PriceRates> {
  const { rows } = await client.query<{ bps: number }>(`SELECT ${bestRates} AS bps`);
  return {
    fees: await currentRates(client, 'fees'),
    discounts: await currentRates(client, 'discounts'),
    channel_fee_bps: dearestFee(channels),
    agents_bps: rows[0]!.bps,
  };
}

/** What the prices of a category are made of. */
export function pricingOf(
  { fees, discounts, ...costs }: PriceRates,
  category: string,
): Omit<Pricing, 'list_price_minor'> {
  return { fee_bps: rateOf(fees, category), discount_bps: rateOf(discounts, category), ...costs };
}
