import { setTimeout as delay } from 'node:timers/promises';
import type { Hold } from '@kameng/contract/hold';
import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { priceOffers, readOffers, type ProductOffers } from '../catalog/read-offers.ts';
import { transact } from '../database/transact.ts';
import type { Context, Site } from '../engine.ts';
import { reply, type Reply } from '../http/reply.ts';
import type { Input } from '../http/serve-route.ts';
import { availableOf } from '../ledger/accounts.ts';
import { glanceAtBalances } from '../ledger/lock-balances.ts';
import { claimFirstOffer } from '../order/claim-first-offer.ts';
import { shopOf } from '../site/shop-of.ts';
import type { HoldRow } from './hold-row.ts';

type Body = Input<'createHold'>['body'];

/** First half of the number of an advisory lock, so that it is nobody else's. */
const shopHoldLock = 0x73686f70;
/** How often codes that others are just taking are looked at again, and for how long at a time. */
const busyMax = 20;
const busyDelayMs = 25;

/**
 * Sets codes aside for a shop while its buyer pays. A shop never holds more than its balance could buy at once, nor more often
 * than the limit for a site, so a shelf cannot be emptied without money. With an Idempotency-Key the same request again has the same hold.
 */
export async function createHold(ctx: Context, { body }: Input<'createHold'>): Promise<Reply<Hold>> {
  const site = shopOf(ctx);
  for (let attempt = 0; attempt < busyMax; attempt += 1) {
    const row = await transact(ctx.db.pool, (client) => holdCodes(client, ctx, site, body));
    if (row !== 'busy') return reply(201, render(row));
    await delay(busyDelayMs);
  }
  throw new ApiError('overloaded', { retryAfterS: 1 });
}

async function holdCodes(client: ClientBase, ctx: Context, site: Site, body: Body): Promise<HoldRow | 'busy'> {
  const { product_id, quantity, max_amount } = body;
  // One at a time for a shop: what it already holds is known for certain.
  await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [shopHoldLock, site.id]);
  const earlier = await findEarlier(client, ctx);
  if (earlier) return earlier;
  const { rows } = await client.query<{ holds: number; held_minor: number }>(
    `SELECT count(*) AS holds, COALESCE(sum(quantity * unit_price_minor) FILTER (WHERE currency = $2), 0)::bigint AS held_minor
     FROM shop_hold WHERE site_id = $1`,
    [site.id, max_amount.currency],
  );
  const { holds, held_minor } = rows[0]!;
  if (holds >= ctx.config.holdLimits.site) throw new ApiError('hold_limit', { retryAfterS: 60 });
  const account = availableOf(site.id, max_amount.currency);
  const [catalogue, balances] = [await readOffers(client, [product_id]), await glanceAtBalances(client, [account])];
  const found = catalogue.get(product_id);
  const offers = priceOffers(mustSell(found, body), quantity);
  if (offers.length === 0) throw new ApiError('sold_out');
  const within = offers.filter((offer) => offer.unit_price_minor * quantity <= max_amount.amount_minor);
  if (within.length === 0)
    throw new ApiError('price_moved', {
      detail: `This now costs ${offers[0]!.unit_price_minor * quantity} minor units, more than max_amount.`,
    });
  const free = balances.get(account)! - held_minor;
  const affordable = within.filter((offer) => offer.unit_price_minor * quantity <= free);
  if (affordable.length === 0) throw new ApiError('balance_too_low');
  // Only codes that are there can be set aside.
  const onShelf = affordable.map((offer) => ({ ...offer, on_demand: false }));
  const [first] = await claimFirstOffer(client, [{ quantity, offers: onShelf }], new Map());
  if (first === 'busy') return 'busy';
  if (first === undefined || first === 'sold_out') throw new ApiError('sold_out');
  const now = ctx.now();
  const row: HoldRow = {
    id: createId('hold', now.getTime()),
    site_id: site.id,
    product_id,
    offer_id: first.offer.offer_id,
    quantity,
    currency: max_amount.currency,
    unit_price_minor: first.offer.unit_price_minor,
    unit_supply_minor: first.offer.unit_supply_minor,
    code_ids: [...first.codeIds],
    created_at: now,
    expires_at: new Date(now.getTime() + ctx.config.holdS * 1000),
  };
  const columns = Object.keys(row);
  await client.query(
    `INSERT INTO shop_hold (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
  if (ctx.idempotency) {
    const { scope, key, requestFingerprint } = ctx.idempotency;
    await client.query(
      'INSERT INTO idempotency (scope, key, request_fingerprint, result_id, created_at) VALUES ($1, $2, $3, $4, $5)',
      [scope, key, requestFingerprint, row.id, now],
    );
  }
  return row;
}

/** The hold that this Idempotency-Key made before. Throws `idempotency_key_reused` for another request, and when that hold has ended. */
async function findEarlier(client: ClientBase, { idempotency }: Context): Promise<HoldRow | undefined> {
  if (!idempotency) return undefined;
  const { rows } = await client.query<{ request_fingerprint: Buffer; result_id: string }>(
    'SELECT request_fingerprint, result_id FROM idempotency WHERE scope = $1 AND key = $2',
    [idempotency.scope, idempotency.key],
  );
  const [earlier] = rows;
  if (!earlier) return undefined;
  if (!earlier.request_fingerprint.equals(idempotency.requestFingerprint)) throw new ApiError('idempotency_key_reused');
  const holds = await client.query<HoldRow>('SELECT * FROM shop_hold WHERE id = $1', [earlier.result_id]);
  if (!holds.rows[0])
    throw new ApiError('idempotency_key_reused', { detail: 'The hold that was made with this key has ended.' });
  return holds.rows[0];
}

function mustSell(found: ProductOffers | undefined, { quantity, max_amount }: Body): ProductOffers {
  if (!found) throw new ApiError('product_not_found');
  const { product } = found;
  if (quantity < product.limits_min || quantity > product.limits_max)
    throw new ApiError('quantity_out_of_range', {
      detail: `Between ${product.limits_min} and ${product.limits_max} can be bought at once.`,
    });
  if (max_amount.currency !== product.currency)
    throw new ApiError('price_moved', { detail: `This product is sold in ${product.currency}.` });
  if (product.forced === 'sold_out' || product.forced === 'price_moved') throw new ApiError(product.forced);
  return found;
}

function render({ id, product_id, quantity, unit_price_minor, currency, expires_at }: HoldRow): Hold {
  return {
    id,
    product_id,
    quantity,
    amount: { amount_minor: unit_price_minor * quantity, currency },
    expires_at: expires_at.toISOString(),
  };
}
