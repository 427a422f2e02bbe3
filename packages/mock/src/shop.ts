import type { Actor } from './actor.ts';
import { Refusal } from './refusal.ts';
import type { MockSite, MockState } from './state.ts';

/** @throws key_wrong_kind; the route's `auth` has seen to it already, so this only tells the types. */
export function shopOf(actor: Actor): MockSite {
  if (actor.kind !== 'shop') throw new Refusal('key_wrong_kind');
  return actor.site;
}

/** What the shop can spend: the sum of its entries. */
export function balanceMinor(state: MockState, shop: MockSite): number {
  return (state.ledger.get(shop.id) ?? []).reduce((sum, entry) => sum + entry.amount.amount_minor, 0);
}
