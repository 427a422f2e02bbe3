/** What was paid and the terms under which it is shared. Amounts are minor units of one currency. */
export interface Terms {
  amount_minor: number;
  /** What the supplier asked for these codes. */
  supply_minor: number;
  channel_fee_bps: number;
  commission_bps: number;
  /** What the operator took off the price out of its own share: the agent's commission is on the price before. */
  discount_minor?: number;
}

/** Who gets what; the four add up to the amount, to the minor unit. */
export interface Shares {
  supplier_minor: number;
  channel_fee_minor: number;
  commission_minor: number;
  /** The operator's part: what is left. Below zero only when the channel costs more than the margin. */
  platform_minor: number;
}

/**
 * Shares an amount among supplier, payment channel, agent and operator. The only place where this is computed.
 * Fees and commissions are rounded down, and a commission never exceeds what the operator has left to give.
 */
export function shareAmount({
  amount_minor,
  supply_minor,
  channel_fee_bps,
  commission_bps,
  discount_minor = 0,
}: Terms): Shares {
  const channel_fee_minor = basisPoints(amount_minor, channel_fee_bps);
  const left = amount_minor - supply_minor - channel_fee_minor;
  const commission_minor = Math.max(0, Math.min(left, basisPoints(amount_minor + discount_minor, commission_bps)));
  return { supplier_minor: supply_minor, channel_fee_minor, commission_minor, platform_minor: left - commission_minor };
}

/** Rounded down; through BigInt because an amount times ten thousand can pass the safe integers. */
function basisPoints(amount_minor: number, bps: number): number {
  return Number((BigInt(amount_minor) * BigInt(bps)) / 10_000n);
}
