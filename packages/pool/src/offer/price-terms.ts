import type { DeskBody } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import type { QuantityPrice } from '../catalog/product-row.ts';

/** An offer's prices as the database keeps them, in minor units. */
export interface PricedTerms {
  price_minor: number;
  supply_price_minor: number;
  quantity_prices: QuantityPrice[];
  floor_minor: number | null;
}

/** The least a buyer pays so that the supplier gets its price and the operator its part of the whole. */
export function buyerPrice(supplyMinor: number, feeBps: number): number {
  const whole = BigInt(supplyMinor) * 10_000n;
  const rest = BigInt(10_000 - feeBps);
  return Number((whole + rest - 1n) / rest);
}

/**
 * Turns what a supplier asks into what buyers pay. Throws `price_refused` when that is above the list price, does not fall with
 * the quantity, or the floor is not between the two.
 */
export function priceTerms(
  terms: Pick<DeskBody<'changeOffer'>, 'supply_price_minor' | 'quantity_prices' | 'floor_minor'>,
  { listPriceMinor, feeBps }: { listPriceMinor: number; feeBps: number },
): PricedTerms {
  const { supply_price_minor, floor_minor = null } = terms;
  const price_minor = buyerPrice(supply_price_minor, feeBps);
  if (price_minor > listPriceMinor)
    refuse(
      '/supply_price_minor',
      `With the operator’s fee buyers would pay ${price_minor}, and the list price is ${listPriceMinor}.`,
    );
  if (floor_minor !== null && (floor_minor < supply_price_minor || floor_minor > price_minor))
    refuse('/floor_minor', `The floor lies between ${supply_price_minor} and ${price_minor}.`);
  const quantity_prices = terms.quantity_prices.map((step) => ({
    ...step,
    price_minor: buyerPrice(step.supply_price_minor, feeBps),
  }));
  let before = { from: 1, supply_price_minor };
  for (const [index, step] of quantity_prices.entries()) {
    if (step.from <= before.from || step.supply_price_minor >= before.supply_price_minor)
      refuse(`/quantity_prices/${index}`, 'Each step begins at a higher quantity and asks less than the one before.');
    before = step;
  }
  return { price_minor, supply_price_minor, quantity_prices, floor_minor };
}

function refuse(pointer: string, detail: string): never {
  throw new ApiError('price_refused', { detail, errors: [{ pointer, code: 'invalid_value' }] });
}
