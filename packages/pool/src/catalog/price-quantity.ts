import type { OfferTerms, QuantityPrice } from './product-row.ts';

export interface UnitPrice {
  /** What the buyer pays for each unit. */
  unit_price_minor: number;
  /** What the supplier receives of each unit. */
  unit_supply_minor: number;
  /** What a published discount took off each unit. */
  unit_rebate_minor: number;
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

/** What an agent adds to a price: a part of it in basis points, rounded down, and never beyond the list price. */
export interface Markup {
  markup_bps: number;
  list_price_minor: number;
}

/** A price with an agent's markup. The only place where a markup is computed. */
export function markUp(price_minor: number, { markup_bps, list_price_minor }: Markup): number {
  const added = Number((BigInt(price_minor) * BigInt(markup_bps)) / 10_000n);
  return Math.max(price_minor, Math.min(list_price_minor, price_minor + added));
}

/** An offer as those see it who come by an agent; what the supplier receives stays. */
export function markUpOffer<Offer extends Pick<OfferTerms, 'price_minor' | 'quantity_prices'>>(
  offer: Offer,
  markup: Markup,
): Offer {
  if (markup.markup_bps === 0) return offer;
  return {
    ...offer,
    price_minor: markUp(offer.price_minor, markup),
    quantity_prices: offer.quantity_prices.map((step) => ({ ...step, price_minor: markUp(step.price_minor, markup) })),
  };
}

/** The price of each unit when `quantity` units are bought from an offer. */
export function priceQuantity(offer: OfferTerms, quantity: number): UnitPrice {
  const step = fallingSteps(offer).findLast(({ from }) => from <= quantity);
  const unitPrice = step?.price_minor ?? offer.price_minor;
  return {
    unit_price_minor: unitPrice,
    unit_supply_minor: Math.min(step?.supply_price_minor ?? offer.supply_price_minor, unitPrice),
    unit_rebate_minor: (step ?? offer).rebate_minor ?? 0,
    base_price_minor: offer.price_minor,
  };
}
