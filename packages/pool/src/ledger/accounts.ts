/** Account ids end in their currency; the database checks that both sides of a transfer agree. */
export type AccountId = `${string}:${string}`;

/** Money that came in and is not yet anybody's: paid for orders that are not delivered or refunded. */
export const escrow = (currency: string): AccountId => `escrow:${currency}`;
/** What a payment channel holds for the pool; below zero by as much as it has taken in. */
export const channelFunds = (channel: string, currency: string): AccountId => `channel:${channel}:${currency}`;
/** What a payment channel keeps for itself. */
export const channelFees = (channel: string, currency: string): AccountId => `channel_fee:${channel}:${currency}`;
/** The operator's share. */
export const platformFees = (currency: string): AccountId => `platform:${currency}`;
/** A supplier's or agent's money that has not matured. */
export const pendingOf = (ownerId: string, currency: string): AccountId => `${ownerId}:pending:${currency}`;
/** A supplier's or agent's money that can be paid out; a shop's that can be spent. Never below zero. */
export const availableOf = (ownerId: string, currency: string): AccountId => `${ownerId}:available:${currency}`;

/** What a supplier or agent has asked to be paid, until it is. */
export const payoutOf = (ownerId: string, currency: string): AccountId => `${ownerId}:payout:${currency}`;
/** What has left the pool for the accounts of suppliers and agents. */
export const payouts = (currency: string): AccountId => `payouts:${currency}`;

/**
 * What a supplier or agent owes: refunds that took back more than they had left. Zero or below; shares that mature pay it off
 * before anything becomes available.
 */
export const owedOf = (ownerId: string, currency: string): AccountId => `${ownerId}:owed:${currency}`;

/** The owner in an account id, when it belongs to one. */
export function ownerOf(account: AccountId): string | undefined {
  const [first] = account.split(':');
  return first?.includes('_') && !first.startsWith('channel_fee') ? first : undefined;
}

/** Accounts whose money waits to mature; each transfer into one is somebody's share of an order. */
export function isPending(account: AccountId): boolean {
  return account.includes(':pending:');
}

/** Accounts that pay only what they have: available money. They keep a running balance that the database refuses below zero. */
export function hasFloor(account: AccountId): boolean {
  return account.includes(':available:');
}
