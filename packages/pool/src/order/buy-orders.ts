import { createId } from '@kameng/contract/id';
import type { CreateOrder } from '@kameng/contract/order';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import type { ApplyEngine } from '../batch/open-batchers.ts';
import { priceOffers, readOffers, type OfferRow, type ProductOffers } from '../catalog/read-offers.ts';
import type { ProductRow } from '../catalog/product-row.ts';
import { transactBatch } from '../database/transact.ts';
import type { Context, Site } from '../engine.ts';
import { availableOf, type AccountId } from '../ledger/accounts.ts';
import { glanceAtBalances, lockBalances } from '../ledger/lock-balances.ts';
import type { ShelfStart } from '../stock/claim-codes.ts';
import { claimFirstOffer, type Candidates } from './claim-first-offer.ts';
import type { Forced } from './order-rows.ts';
import { findEarlier, type EarlierPurchases } from './find-earlier.ts';
import { maskedOf } from './masked-codes.ts';
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
export type Bought = { orderId: string; replayed: true } | { orderId: string; replayed: false; bought: BoughtOrder };

/** A purchase that was granted, with all that its answer is made of. */
export interface BoughtOrder {
  purchase: Purchase;
  product: ProductRow & { forced: Forced };
  offer: OfferRow & { unit_price_minor: number; unit_supply_minor: number };
  codes: { code_id: string; masked: string; revealed_at: null }[];
  amount_minor: number;
  bought_at: Date;
  /** False while its codes are still to come. */
  delivered: boolean;
}

/** Buys from balances: checks, claims, pays and delivers many orders in one transaction. A refusal touches only its own order. */
export async function buyOrders(
  engine: ApplyEngine,
  shelfStart: ShelfStart,
  purchases: readonly Purchase[],
): Promise<(Bought | ApiError | 'busy')[]> {
  try {
    return await buyAll(engine, shelfStart, purchases, glanceAtBalances);
  } catch (error) {
    if (!isCollision(error)) throw error;
    // With the balances locked the shops' purchases are in line, so what was bought and spent before is known for certain.
    return buyAll(engine, shelfStart, purchases, lockBalances);
  }
}

/**
 * Whether another process bought under the same reference or key, or spent the same balance, in the same moment. Nearly always
 * nobody did, so balances are not locked while codes are claimed: batches of all processes work side by side, and the constraints
 * of the tables stop the rare one that must not be.
 */
export function isCollision(error: unknown): boolean {
  const { code, table } = error as { code?: unknown; table?: unknown };
  return (
    (code === '23505' && (table === 'orders' || table === 'idempotency')) || (code === '23514' && table === 'account')
  );
}

function buyAll(
  engine: ApplyEngine,
  shelfStart: ShelfStart,
  purchases: readonly Purchase[],
  readBalances: typeof lockBalances,
): Promise<(Bought | ApiError | 'busy')[]> {
  return transactBatch(engine.db.pool, {
    read: (client) => readBuying(client, purchases, readBalances),
    async work(client, { balances, earlier, catalogue }, lastly) {
      const now = engine.now();
      const results: (Bought | ApiError | 'busy' | undefined)[] = purchases.map((purchase) =>
        answerEarlier(purchase, earlier),
      );
      const buyers: { place: number; purchase: Purchase; found: ProductOffers; candidates: Candidates<PricedOffer> }[] =
        [];
      for (const [place, purchase] of purchases.entries()) {
        if (results[place] !== undefined) continue;
        const { body } = purchase;
        const found = catalogue.of(body);
        const refusal = refuse(body, found);
        const refuseWith = (error: ApiError) => (results[place] = error);
        if (refusal) results[place] = refusal;
        else
          buyers.push({
            place,
            purchase,
            found: found!,
            candidates: candidatesOf(body, found!, fundsOf(purchase), balances, refuseWith),
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
        const bought = grant(purchase, found, first, now);
        granted.push(bought);
        results[place] = { orderId: purchase.orderId, replayed: false, bought };
      }
      lastly(writePurchases(client, now, granted));
      lastly(showMasked(client, granted));
      return results as (Bought | ApiError | 'busy')[];
    },
  });
}

/** All that a batch decides on, in one journey to the database. */
async function readBuying(client: ClientBase, purchases: readonly Purchase[], readBalances: typeof lockBalances) {
  const productIds = purchases.flatMap(({ body }) => body.product_id ?? []);
  const offerIds = purchases.flatMap(({ body }) => body.offer_id ?? []);
  const [balances, earlier, offers] = await Promise.all([
    readBalances(client, [...new Set(purchases.map(fundsOf))]),
    findEarlier(client, purchases),
    readOffers(client, [...new Set(productIds)], [...new Set(offerIds)]),
  ]);
  const byOffer = new Map(
    [...offers.values()].flatMap((found) => found.offers.map((offer) => [offer.offer_id, found] as const)),
  );
  const of = ({ product_id, offer_id }: CreateOrder): ProductOffers | undefined =>
    product_id ? offers.get(product_id) : byOffer.get(offer_id!);
  return { balances, earlier, catalogue: { of } };
}

function fundsOf({ site, body }: Purchase): AccountId {
  return availableOf(site.id, body.max_amount.currency);
}

function grant(
  purchase: Purchase,
  { product }: ProductOffers,
  { offer, codeIds }: { offer: PricedOffer; codeIds: readonly string[] },
  now: Date,
): BoughtOrder {
  return {
    purchase,
    product,
    offer,
    codes: codeIds.toSorted().map((code_id) => ({ code_id, masked: '', revealed_at: null })),
    amount_minor: offer.unit_price_minor * purchase.body.quantity,
    bought_at: now,
    delivered: product.forced === null && codeIds.length > 0,
  };
}

/** The answer shows which codes were bought without a further look at the database. */
export async function showMasked(client: ClientBase, granted: readonly BoughtOrder[]): Promise<void> {
  const shown = granted.filter(({ delivered }) => delivered).flatMap(({ codes }) => codes);
  if (shown.length === 0) return;
  const masked = await maskedOf(
    client,
    shown.map(({ code_id }) => code_id),
  );
  for (const code of shown) code.masked = masked.get(code.code_id)!;
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
  if (all.length === 0) refuseWith(new ApiError('sold_out'));
  else if (offers.length === 0)
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
