/** What was paid and the terms under which it is shared. Amounts are minor units of one currency. */
export interface Terms {
  amount_minor: number;
  /** What the supplier asked for these codes. */
  supply_minor: number;
  channel_fee_bps: number;
  /** What the agent added to the price; part of the amount. */
  markup_minor?: number;
  /** Of the price before markup and discount. */
  commission_bps: number;
  /** Of the same price, for those above the agent: nearest first. */
  upline_bps?: readonly number[];
  /** What the operator took off the price out of its own share; agents earn on the price before. */
  discount_minor?: number;
}

/** Who gets what; the parts add up to the amount, to the minor unit. */
export interface Shares {
  supplier_minor: number;
  channel_fee_minor: number;
  markup_minor: number;
  commission_minor: number;
  /** In the order of the terms. */
  upline_minor: number[];
  /** The operator's part: what is left. Below zero only when the channel costs more than the margin, and then no agent has a part. */
  platform_minor: number;
}

/**
 * Shares an amount among supplier, payment channel, agents and operator. The only place where this is computed.
 * Fees and commissions are rounded down. Agents share in what supplier and channel leave, in this order: the markup, the agent's
 * commission, those above the agent; none of them gets more than is left by then, so they never cost the operator more than it has.
 */
export function shareAmount(terms: Terms): Shares {
  const { amount_minor, supply_minor, discount_minor = 0, upline_bps = [] } = terms;
  const channel_fee_minor = basisPoints(amount_minor, terms.channel_fee_bps);
  let left = amount_minor - supply_minor - channel_fee_minor;
  const take = (wanted: number): number => {
    const taken = Math.max(0, Math.min(left, wanted));
    left -= taken;
    return taken;
  };
  const price_minor = amount_minor - (terms.markup_minor ?? 0) + discount_minor;
  const markup_minor = take(terms.markup_minor ?? 0);
  const commission_minor = take(basisPoints(price_minor, terms.commission_bps));
  const upline_minor = upline_bps.map((bps) => take(basisPoints(price_minor, bps)));
  return {
    supplier_minor: supply_minor,
    channel_fee_minor,
    markup_minor,
    commission_minor,
    upline_minor,
    platform_minor: left,
  };
}

/** Rounded down; through BigInt because an amount times ten thousand can pass the safe integers. */
function basisPoints(amount_minor: number, bps: number): number {
  return Number((BigInt(amount_minor) * BigInt(bps)) / 10_000n);
}
