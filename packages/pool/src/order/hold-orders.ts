import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import type { ApplyEngine } from '../batch/open-batchers.ts';
import { priceOffers, readOffers, type ProductOffers } from '../catalog/read-offers.ts';
import type { CheckoutRow } from '../checkout/checkout-row.ts';
import { countCoupons } from '../coupon/count-coupons.ts';
import { writeCouponUses } from '../coupon/write-coupon-uses.ts';
import { transactBatch } from '../database/transact.ts';
import type { Context } from '../engine.ts';
import type { AgentTerms } from '../referral/agent-terms.ts';
import type { SelfSale } from '../referral/find-self-sale.ts';
import type { ShelfStart } from '../stock/claim-codes.ts';
import { claimFirstOffer, type Candidates, type FirstOffer } from './claim-first-offer.ts';
import { countHolds, type HoldCounts } from './count-holds.ts';
import { writeHolds } from './write-holds.ts';

/** A checkout that its buyer confirmed; everything that needs no look at other orders was checked before. */
export interface Hold {
  checkoutId: string;
  orderId: string;
  itemId: string;
  paymentId: string;
  channel: string;
  /** Seals what is personal about the order; itself sealed. */
  orderKey: Buffer;
  contactSecret: Buffer;
  contactFingerprint: Buffer;
  addressFingerprint: Buffer | null;
  queryPasswordHash: string | null;
  language: string;
  consentVersion: string;
  /** Commission that this sale earns; zero when agent and buyer are the same. */
  commissionBps: number;
  /** Null when no agent shares in the sale. */
  agentTerms: AgentTerms | null;
  /** By what agent and buyer were found to be the same; null when they are not. */
  selfSale: SelfSale | null;
  idempotency: Context['idempotency'];
}

export interface Held {
  orderId: string;
  /** True when this Idempotency-Key had made the order before. */
  replayed: boolean;
}

/** A hold that was granted, ready to be written. */
export interface GrantedHold {
  hold: Hold;
  checkout: CheckoutRow;
  offerId: string;
  unitSupplyMinor: number;
  codeIds: readonly string[];
}

/** Turns confirmed checkouts into held orders with codes set aside for them, all in one transaction. */
export async function holdOrders(
  engine: ApplyEngine,
  shelfStart: ShelfStart,
  holds: readonly Hold[],
): Promise<(Held | ApiError | 'busy')[]> {
  return transactBatch(engine.db.pool, {
    read: (client) => Promise.all([lockCheckouts(client, holds), readReplays(client, holds)]),
    work: async (client, [checkouts, replays], lastly) => {
      const now = engine.now();
      const results: (Held | ApiError | 'busy' | undefined)[] = [];
      const taken = new Set<string>();
      for (const hold of holds) {
        results.push(refuse(hold, checkouts.get(hold.checkoutId), replays, now, taken.has(hold.checkoutId)));
        taken.add(hold.checkoutId);
      }
      const counts = await countHolds(
        client,
        holds.filter((_, place) => results[place] === undefined),
        checkouts,
      );
      const coupons = await countCoupons(
        client,
        holds.filter((_, place) => results[place] === undefined),
        checkouts,
      );
      const places = holds.flatMap((hold, place) => {
        if (results[place] !== undefined) return [];
        const checkout = checkouts.get(hold.checkoutId)!;
        if (!counts.admit(hold, checkout, engine.config.holdLimits)) {
          results[place] = new ApiError('hold_limit', { retryAfterS: 60 });
          return [];
        }
        if (coupons.admit(hold, checkout)) return [place];
        counts.release(hold, checkout);
        results[place] = new ApiError('coupon_invalid', { detail: 'This coupon is used up. Nothing was charged.' });
        return [];
      });
      const granted = await claim(
        client,
        places.map((place) => ({ hold: holds[place]!, checkout: checkouts.get(holds[place]!.checkoutId)! })),
        shelfStart,
        [counts, coupons],
      );
      for (const [index, place] of places.entries()) {
        const grant = granted[index]!;
        results[place] =
          grant === 'busy' || grant instanceof ApiError ? grant : { orderId: grant.hold.orderId, replayed: false };
      }
      const writable = granted.filter(
        (grant): grant is GrantedHold => grant !== 'busy' && !(grant instanceof ApiError),
      );
      lastly(writeHolds(client, engine, now, writable));
      lastly(writeCouponUses(client, writable));
      return results as (Held | ApiError | 'busy')[];
    },
  });
}

async function lockCheckouts(client: ClientBase, holds: readonly Hold[]): Promise<Map<string, CheckoutRow>> {
  const { rows } = await client.query<CheckoutRow>({
    name: 'lock checkouts',
    text: 'SELECT * FROM checkout WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE',
    values: [holds.map(({ checkoutId }) => checkoutId)],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

type Replays = Map<string, { request_fingerprint: Buffer; result_id: string }>;

async function readReplays(client: ClientBase, holds: readonly Hold[]): Promise<Replays> {
  const keyed = holds.flatMap(({ idempotency }) => (idempotency ? [idempotency] : []));
  if (keyed.length === 0) return new Map();
  const { rows } = await client.query<{ scope: string; key: string; request_fingerprint: Buffer; result_id: string }>({
    name: 'read replays',
    text: 'SELECT i.scope, i.key, i.request_fingerprint, i.result_id FROM unnest($1::text[], $2::text[]) AS k(scope, key) JOIN idempotency AS i ON i.scope = k.scope AND i.key = k.key',
    values: [keyed.map(({ scope }) => scope), keyed.map(({ key }) => key)],
  });
  return new Map(rows.map((row) => [`${row.scope} ${row.key}`, row]));
}

/** The answer to a hold that needs no codes: a replay, a refusal, or wait for the twin in this batch. Undefined: go on. */
function refuse(
  hold: Hold,
  checkout: CheckoutRow | undefined,
  replays: Replays,
  now: Date,
  twinInBatch: boolean,
): Held | ApiError | 'busy' | undefined {
  const { idempotency } = hold;
  const replay = idempotency && replays.get(`${idempotency.scope} ${idempotency.key}`);
  if (replay && !replay.request_fingerprint.equals(idempotency.requestFingerprint))
    return new ApiError('idempotency_key_reused');
  if (replay) return { orderId: replay.result_id, replayed: true };
  if (!checkout) return new ApiError('checkout_not_found');
  // Our own id: the commit of this very hold went through although its answer was lost.
  if (checkout.order_id === hold.orderId) return { orderId: hold.orderId, replayed: false };
  if (checkout.order_id !== null) return new ApiError('checkout_confirmed');
  if (checkout.expires_at <= now) return new ApiError('checkout_expired');
  return twinInBatch ? 'busy' : undefined;
}

type Buyer = { hold: Hold; checkout: CheckoutRow };

async function claim(
  client: ClientBase,
  buyers: readonly Buyer[],
  shelfStart: ShelfStart,
  counts: readonly Pick<HoldCounts, 'release'>[],
): Promise<(GrantedHold | ApiError | 'busy')[]> {
  if (buyers.length === 0) return [];
  const catalogue = await readOffers(client, [...new Set(buyers.map(({ checkout }) => checkout.product_id))]);
  const candidates = buyers.map(({ checkout }) => candidatesOf(checkout, catalogue.get(checkout.product_id)));
  const firsts = await claimFirstOffer(
    client,
    candidates.map((candidate) => (candidate instanceof ApiError ? { quantity: 1, offers: [] } : candidate)),
    shelfStart,
  );
  return buyers.map(({ hold, checkout }, index) => {
    const refusal = candidates[index]!;
    const first: FirstOffer<{ offer_id: string; unit_supply_minor: number }> = firsts[index]!;
    if (!(refusal instanceof ApiError) && typeof first !== 'string') {
      return {
        hold,
        checkout,
        offerId: first.offer.offer_id,
        unitSupplyMinor: first.offer.unit_supply_minor,
        codeIds: first.codeIds,
      };
    }
    for (const count of counts) count.release(hold, checkout);
    if (refusal instanceof ApiError) return refusal;
    return first === 'busy' ? 'busy' : new ApiError('sold_out');
  });
}

/** The offer of the quote first, then others that ask no more: the buyer pays the quoted price whichever it is. */
function candidatesOf(
  checkout: CheckoutRow,
  found: ProductOffers | undefined,
): Candidates<{ offer_id: string; unit_supply_minor: number }> | ApiError {
  if (!found)
    return new ApiError('sold_out', { detail: 'This product was just withdrawn from sale. Nothing was charged.' });
  if (found.product.forced === 'sold_out') return new ApiError('sold_out');
  if (found.product.forced === 'price_moved') return new ApiError('price_moved');
  const { quantity, offer_id, unit_price_minor, unit_discount_minor, unit_rebate_minor, agent_terms } = checkout;
  // The agent's markup is not there to pay a dearer offer with.
  const price_minor = unit_price_minor - (agent_terms?.unit_markup_minor ?? 0);
  const affordable = priceOffers(found, quantity).filter(
    (offer) =>
      ((offer.unit_price_minor <= price_minor + unit_discount_minor &&
        // Nor before any discount, on which the agent earns: the operator gave away what it has of the quoted offer.
        offer.unit_price_minor + offer.unit_rebate_minor <= price_minor + unit_discount_minor + unit_rebate_minor) ||
        // The operator's fee rose since: a quote stays a quote as long as its supplier asks for no more.
        (offer.offer_id === offer_id && offer.unit_supply_minor <= checkout.unit_supply_minor)) &&
      // Nothing takes an offer below its supplier's floor, whichever it comes from.
      (unit_discount_minor + unit_rebate_minor === 0 ||
        Math.max(offer.floor_minor ?? 0, offer.unit_supply_minor) <= price_minor),
  );
  const [quoted, others] = [
    affordable.filter((offer) => offer.offer_id === offer_id),
    affordable.filter((offer) => offer.offer_id !== offer_id),
  ];
  // All offers now ask more than the quote: that is a moved price, not an empty shelf.
  if (affordable.length === 0) return new ApiError('price_moved');
  return { quantity, offers: [...quoted, ...others] };
}

/** Ids of a new order and what belongs to it. */
export function newOrderIds(now: Date): Pick<Hold, 'orderId' | 'itemId' | 'paymentId'> {
  const at = now.getTime();
  return { orderId: createId('order', at), itemId: createId('orderItem', at), paymentId: createId('payment', at) };
}
