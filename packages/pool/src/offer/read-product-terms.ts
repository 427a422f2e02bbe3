import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';
import { pricingOf, readPriceRates } from '../rule/price-rates.ts';
import type { Pricing } from './price-unit.ts';

/** Reads what the price of an offer for a product is made of. Throws `not_approved` for one that is not in the catalogue. */
export async function readProductTerms(
  client: ClientBase,
  productId: string,
  channels: Engine['channels'],
): Promise<Pricing> {
  const { rows } = await client.query<{ list_price_minor: number; category: string }>(
    "SELECT list_price_minor, category FROM product WHERE id = $1 AND status = 'active'",
    [productId],
  );
  const [row] = rows;
  if (!row) throw new ApiError('not_approved');
  const { list_price_minor, category } = row;
  return { list_price_minor, ...pricingOf(await readPriceRates(client, channels), category) };
}
