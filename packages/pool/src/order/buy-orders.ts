import { createId } from '@kameng/contract/id';
import type { CreateOrder } from '@kameng/contract/order';
import { ApiError } from '../api-error.ts';
import type { ApplyEngine } from '../batch/open-batchers.ts';
import { priceOffers, readOffers, type OfferRow, type ProductOffers } from '../catalog/read-offers.ts';
import type { ProductRow } from '../catalog/product-row.ts';
import { transact } from '../database/transact.ts';
import type { Context, Site } from '../engine.ts';
import { availableOf, type AccountId } from '../ledger/accounts.ts';
import { lockBalances } from '../ledger/lock-balances.ts';
import type { ShelfStart } from '../stock/claim-codes.ts';
import { claimFirstOffer, type Candidates } from './claim-first-offer.ts';
import type { Forced } from './order-rows.ts';
import { findEarlier, type EarlierPurchases } from './find-earlier.ts';
import { writePurchases } from './write-purchases.ts';

/** What a shop buys from its balance. */
export interface Purchase {
  orderId: string;
  itemId: string;
  site: Site;
  body: CreateOrder;
  /** SHA-256 of what is bought, so that the same reference for something else is seen. */
  requestFingerprint: Buffer;
  idempotency: Context['idempotency'];
}

/** `replayed`: this reference or key had bought it before; read that order. */
export type Bought = { orderId: string; replayed: true } | ({ orderId: string; replayed: false } & BoughtOrder);

/** A purchase that was granted, with all that its answer is made of. */
export interface BoughtOrder {
  purchase: Purchase;
  product: ProductRow & { forced: Forced };
  offer: OfferRow & { unit_price_minor: number; unit_supply_minor: number };
  codeIds: readonly string[];
  amount_minor: number;
  bought_at: Date;
  /** False while a test product keeps its buyer waiting. */
  delivered: boolean;
}

/** Buys from balances: checks, claims, pays and delivers many orders in one transaction. A refusal touches only its own order. */
export async function buyOrders(
  engine: ApplyEngine,
  shelfStart: ShelfStart,
  purchases: readonly Purchase[],
): Promise<(Bought | ApiError | 'busy')[]> {
  return transact(engine.db.pool, async (client) => {
    const now = engine.now();
    const catalogue = await readOffers(
      client,
      purchases.flatMap(({ body }) => body.product_id ?? []),
      purchases.flatMap(({ body }) => body.offer_id ?? []),
    );
    const productOfOffer = new Map(
      [...catalogue.values()].flatMap((found) => found.offers.map((offer) => [offer.offer_id, found] as const)),
    );
    const funds = purchases.map(({ site, body }) => availableOf(site.id, body.max_amount.currency));
    // Locking a shop's balance first also puts its purchases in line, so what was bought before is known for certain.
    const balances = await lockBalances(client, [...new Set(funds)]);
    const earlier = await findEarlier(client, purchases);
    const results: (Bought | ApiError | 'busy' | undefined)[] = purchases.map((purchase) =>
      answerEarlier(purchase, earlier),
    );
    const buyers: { place: number; purchase: Purchase; found: ProductOffers; candidates: Candidates<PricedOffer> }[] =
      [];
    for (const [place, purchase] of purchases.entries()) {
      if (results[place] !== undefined) continue;
      const { body } = purchase;
      const found = body.product_id ? catalogue.get(body.product_id) : productOfOffer.get(body.offer_id!);
      const refusal = refuse(body, found);
      if (refusal) results[place] = refusal;
      else
        buyers.push({
          place,
          purchase,
          found: found!,
          candidates: candidatesOf(body, found!, funds[place]!, balances, (error) => (results[place] = error)),
        });
    }
    const firsts = await claimFirstOffer(
      client,
      buyers.map(({ candidates }) => candidates),
      shelfStart,
    );
    const granted: BoughtOrder[] = [];
    for (const [index, { place, purchase, found }] of buyers.entries()) {
      const first = firsts[index]!;
      if (typeof first === 'string') {
        results[place] = first === 'busy' ? 'busy' : (results[place] ?? new ApiError('sold_out'));
        continue;
      }
      const { quantity } = purchase.body;
      const delivered = found.product.forced === null;
      const bought = {
        purchase,
        product: found.product,
        offer: first.offer,
        codeIds: first.codeIds,
        amount_minor: first.offer.unit_price_minor * quantity,
        bought_at: now,
        delivered,
      };
      granted.push(bought);
      results[place] = { orderId: purchase.orderId, replayed: false, ...bought };
    }
    await writePurchases(client, now, granted);
    return results as (Bought | ApiError | 'busy')[];
  });
}

type PricedOffer = ReturnType<typeof priceOffers>[number];

/** What was bought before answers at once; a twin in this batch waits for the next one, where the first is found. */
function answerEarlier(purchase: Purchase, earlier: EarlierPurchases): Bought | ApiError | 'busy' | undefined {
  const { idempotency, requestFingerprint, orderId } = purchase;
  const byKey = earlier.byKey(purchase);
  if (byKey && idempotency && !byKey.fingerprint.equals(idempotency.requestFingerprint))
    return new ApiError('idempotency_key_reused');
  const byReference = earlier.byReference(purchase);
  if (byReference && !byReference.fingerprint.equals(requestFingerprint)) return new ApiError('reference_conflict');
  const found = byReference ?? byKey;
  if (found) return { orderId: found.orderId, replayed: true };
  return earlier.isTwin(purchase, orderId) ? 'busy' : undefined;
}

function refuse(body: CreateOrder, found: ProductOffers | undefined): ApiError | undefined {
  if (!found) return new ApiError(body.product_id ? 'product_not_found' : 'offer_not_found');
  const { product } = found;
  if (body.quantity < product.limits_min || body.quantity > product.limits_max) {
    return new ApiError('quantity_out_of_range', {
      detail: `Between ${product.limits_min} and ${product.limits_max} can be bought at once.`,
    });
  }
  if (body.max_amount.currency !== product.currency)
    return new ApiError('price_moved', { detail: `This product is sold in ${product.currency}. Nothing was charged.` });
  if (product.forced === 'sold_out' || product.forced === 'price_moved') return new ApiError(product.forced);
  return undefined;
}

/** Offers within max_amount, cheapest first; each takes its price out of the balance while it is tried. */
function candidatesOf(
  body: CreateOrder,
  found: ProductOffers,
  account: AccountId,
  balances: Map<AccountId, number>,
  refuseWith: (error: ApiError) => void,
): Candidates<PricedOffer> {
  const { quantity, offer_id, max_amount } = body;
  const all = priceOffers(found, quantity).filter((offer) => offer_id === undefined || offer.offer_id === offer_id);
  const offers = all.filter((offer) => offer.unit_price_minor * quantity <= max_amount.amount_minor);
  if (offers.length === 0)
    refuseWith(
      new ApiError('price_moved', {
        detail: `This now costs ${all[0]!.unit_price_minor * quantity} minor units, more than max_amount. Nothing was charged.`,
      }),
    );
  return {
    quantity,
    offers,
    mayTake(offer) {
      const left = balances.get(account)! - offer.unit_price_minor * quantity;
      if (left < 0) refuseWith(new ApiError('balance_too_low'));
      else balances.set(account, left);
      return left >= 0;
    },
    giveBack(offer) {
      balances.set(account, balances.get(account)! + offer.unit_price_minor * quantity);
    },
  };
}

/** Ids of a purchase's order. */
export function newPurchaseIds(now: Date): Pick<Purchase, 'orderId' | 'itemId'> {
  return { orderId: createId('order', now.getTime()), itemId: createId('orderItem', now.getTime()) };
}
