import type { OfferTerms, QuantityPrice } from './product-row.ts';

export interface UnitPrice {
  /** What the buyer pays for each unit. */
  unit_price_minor: number;
  /** What the supplier receives of each unit. */
  unit_supply_minor: number;
  /** What one unit costs when only one is bought. */
  base_price_minor: number;
}

/** The steps at which the unit price falls; one that asks more than the step before is left out, so more never costs more. */
export function fallingSteps({ price_minor, quantity_prices }: OfferTerms): QuantityPrice[] {
  let lowest = price_minor;
  return quantity_prices.filter((step) => {
    if (step.from < 2 || step.price_minor >= lowest) return false;
    lowest = step.price_minor;
    return true;
  });
}

/** The price of each unit when `quantity` units are bought from an offer. */
export function priceQuantity(offer: OfferTerms, quantity: number): UnitPrice {
  const step = fallingSteps(offer).findLast(({ from }) => from <= quantity);
  const unitPrice = step?.price_minor ?? offer.price_minor;
  return {
    unit_price_minor: unitPrice,
    unit_supply_minor: Math.min(step?.supply_price_minor ?? offer.supply_price_minor, unitPrice),
    base_price_minor: offer.price_minor,
  };
}
