import type { DeskBody } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import type { QuantityPrice } from '../catalog/product-row.ts';
import { buyerPrice, type PricedUnit, type Pricing, priceUnit } from './price-unit.ts';

/** An offer's prices as the database keeps them, in minor units. */
export interface PricedTerms extends PricedUnit {
  supply_price_minor: number;
  quantity_prices: QuantityPrice[];
  floor_minor: number | null;
}

/**
 * Turns what a supplier asks into what buyers pay. Throws `price_refused` when that is above the list price even without a discount,
 * does not fall with the quantity, or the floor is not between the two.
 */
export function priceTerms(
  terms: Pick<DeskBody<'changeOffer'>, 'supply_price_minor' | 'quantity_prices' | 'floor_minor'>,
  pricing: Pricing,
): PricedTerms {
  const { supply_price_minor, floor_minor = null } = terms;
  const { list_price_minor } = pricing;
  const full = buyerPrice(supply_price_minor, pricing.fee_bps);
  if (full > list_price_minor)
    refuse(
      '/supply_price_minor',
      `With the operator’s fee buyers would pay ${full}, and the list price is ${list_price_minor}.`,
    );
  if (floor_minor !== null && (floor_minor < supply_price_minor || floor_minor > full))
    refuse('/floor_minor', `The floor lies between ${supply_price_minor} and ${full}.`);
  const quantity_prices = terms.quantity_prices.map((step) => ({
    ...step,
    ...priceUnit(step.supply_price_minor, floor_minor, pricing),
  }));
  let before = { from: 1, supply_price_minor };
  for (const [index, step] of quantity_prices.entries()) {
    if (step.from <= before.from || step.supply_price_minor >= before.supply_price_minor)
      refuse(`/quantity_prices/${index}`, 'Each step begins at a higher quantity and asks less than the one before.');
    before = step;
  }
  return { ...priceUnit(supply_price_minor, floor_minor, pricing), supply_price_minor, quantity_prices, floor_minor };
}

function refuse(pointer: string, detail: string): never {
  throw new ApiError('price_refused', { detail, errors: [{ pointer, code: 'invalid_value' }] });
}
