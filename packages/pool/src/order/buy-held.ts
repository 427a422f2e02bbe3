import { readOffers } from '../catalog/read-offers.ts';
import { transact } from '../database/transact.ts';
import type { Context } from '../engine.ts';
import { takeHold } from '../hold/take-hold.ts';
import { availableOf } from '../ledger/accounts.ts';
import { lockBalances } from '../ledger/lock-balances.ts';
import { ApiError } from '../api-error.ts';
import { putOnShelf } from '../stock/claim-codes.ts';
import { isCollision, showMasked, type Bought, type BoughtOrder, type Purchase } from './buy-orders.ts';
import { findEarlier } from './find-earlier.ts';
import { writePurchases } from './write-purchases.ts';

/**
 * Buys the codes that the shop had set aside, at the price of then. Undefined when this has to be bought like anything else: it was
 * bought before, or the hold has ended, is of something else, or its offer was withdrawn. @throws balance_too_low; then the hold stays.
 */
export async function buyHeld(ctx: Context, purchase: Purchase, holdId: string): Promise<Bought | undefined> {
  try {
    return await buy(ctx, purchase, holdId);
  } catch (error) {
    // A purchase without a hold, which takes no lock, was faster: the batch finds out what that means for this one.
    if (isCollision(error)) return undefined;
    throw error;
  }
}

function buy(ctx: Context, purchase: Purchase, holdId: string): Promise<Bought | undefined> {
  const { site, body } = purchase;
  return transact(ctx.db.pool, async (client) => {
    const now = ctx.now();
    const account = availableOf(site.id, body.max_amount.currency);
    // Purchases with holds line up at the shop's balance, so what was bought and spent before is known.
    const balances = await lockBalances(client, [account]);
    const earlier = await findEarlier(client, [purchase]);
    if (earlier.byReference(purchase) ?? earlier.byKey(purchase)) return undefined;
    const row = await takeHold(client, site.id, holdId);
    if (!row) return undefined;
    const amount_minor = row.unit_price_minor * row.quantity;
    const found = (await readOffers(client, [row.product_id])).get(row.product_id);
    const offer = found?.offers.find(({ offer_id }) => offer_id === row.offer_id);
    const asked = row.product_id === body.product_id && row.quantity === body.quantity;
    const withinMax = row.currency === body.max_amount.currency && amount_minor <= body.max_amount.amount_minor;
    if (!found || !offer || !asked || !withinMax || row.expires_at <= now) {
      await putOnShelf(client, row.offer_id, row.code_ids);
      return undefined;
    }
    if (balances.get(account)! < amount_minor) throw new ApiError('balance_too_low');
    const bought: BoughtOrder = {
      purchase,
      product: found.product,
      offer: { ...offer, unit_price_minor: row.unit_price_minor, unit_supply_minor: row.unit_supply_minor },
      codes: row.code_ids.toSorted().map((code_id) => ({ code_id, masked: '', revealed_at: null })),
      amount_minor,
      bought_at: now,
      delivered: found.product.forced === null,
    };
    await writePurchases(client, now, [bought]);
    await showMasked(client, [bought]);
    return { orderId: purchase.orderId, replayed: false, bought };
  });
}
