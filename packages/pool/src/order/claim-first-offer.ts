import { supplyCodesMax } from '@kameng/contract/supply';
import type { ClientBase } from 'pg';
import { claimCodes, type ShelfStart } from '../stock/claim-codes.ts';

/** One buyer's choice of offers, best first, for one quantity. */
export interface Candidates<Offer extends { offer_id: string; on_demand?: boolean }> {
  quantity: number;
  offers: readonly Offer[];
  /** Decides at its turn whether the buyer may take this offer at all; false passes on to the next. Called once an offer. */
  mayTake?(offer: Offer): boolean;
  /** Takes back what {@link mayTake} set aside, because the offer had too few codes. */
  giveBack?(offer: Offer): void;
}

/** `codeIds` is empty when the supplier will be asked for them. */
export type FirstOffer<Offer> = { offer: Offer; codeIds: readonly string[] } | 'sold_out' | 'busy';

/** Claims for every buyer from the first of their offers that has enough codes, or a supplier who is asked for as many as one answer holds, all buyers of a round at once. */
export async function claimFirstOffer<Offer extends { offer_id: string; on_demand?: boolean }>(
  client: ClientBase,
  buyers: readonly Candidates<Offer>[],
  shelfStart: ShelfStart,
): Promise<FirstOffer<Offer>[]> {
  const results: FirstOffer<Offer>[] = buyers.map(() => 'sold_out');
  const busy = new Set<number>();
  let open = buyers.map((buyer, place) => ({ buyer, place }));
  for (let round = 0; open.length > 0; round += 1) {
    const asking = open.filter(({ buyer }) => round < buyer.offers.length);
    const taking = asking.filter(({ buyer }) => buyer.mayTake?.(buyer.offers[round]!) ?? true);
    const claims = await claimCodes(
      client,
      taking.map(({ buyer }) => ({ offerId: buyer.offers[round]!.offer_id, quantity: buyer.quantity })),
      shelfStart,
    );
    const met = new Set<number>();
    for (const [index, { buyer, place }] of taking.entries()) {
      const claim = claims[index]!;
      const offer = buyer.offers[round]!;
      if (typeof claim !== 'string' || (offer.on_demand === true && buyer.quantity <= supplyCodesMax)) {
        results[place] = { offer, codeIds: typeof claim === 'string' ? [] : claim };
        met.add(place);
        continue;
      }
      buyer.giveBack?.(offer);
      if (claim === 'busy') busy.add(place);
    }
    open = asking.filter(({ place }) => !met.has(place));
  }
  // Only who found codes nowhere, and some of them just being taken, may still be lucky.
  for (const place of busy) if (results[place] === 'sold_out') results[place] = 'busy';
  return results;
}
