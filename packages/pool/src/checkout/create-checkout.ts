import type { Checkout } from '@kameng/contract/checkout';
import { createId } from '@kameng/contract/id';
import { ApiError } from '../api-error.ts';
import { chooseOffer } from '../catalog/choose-offer.ts';
import { markUpOffer, priceQuantity } from '../catalog/price-quantity.ts';
import { findCoupon } from '../coupon/find-coupon.ts';
import { transact } from '../database/transact.ts';
import { insertRows, type Columns } from '../database/insert-rows.ts';
import type { Context, Site } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { attributeSale } from '../referral/attribute-sale.ts';
import { countCheckout } from '../referral/count-views.ts';
import { findAgent, markupOf, type ReferringAgent } from '../referral/resolve-ref.ts';
import { originAllowed } from '../site/check-origin.ts';
import type { CheckoutRow } from './checkout-row.ts';
import { consentVersion } from './consent.ts';
import { readReplaced } from './read-replaced.ts';
import { readQuoted, renderCheckout } from './render-checkout.ts';

const columns: Columns = [
  ['id', 'text'],
  ['site_id', 'text'],
  ['agent_id', 'text'],
  ['ref', 'text'],
  ['product_id', 'text'],
  ['offer_id', 'text'],
  ['quantity', 'int'],
  ['unit_price_minor', 'bigint'],
  ['unit_supply_minor', 'bigint'],
  ['list_price_minor', 'bigint'],
  ['base_price_minor', 'bigint'],
  ['currency', 'text'],
  ['commission_bps', 'int'],
  ['agent_terms', 'jsonb'],
  ['coupon_id', 'text'],
  ['unit_discount_minor', 'bigint'],
  ['unit_rebate_minor', 'bigint'],
  ['embed_origin', 'text'],
  ['embed_mode', 'text'],
  ['consent_version', 'text'],
  ['created_at', 'timestamptz'],
  ['expires_at', 'timestamptz'],
];

/** Quotes a price and freezes on whose behalf: site, agent, origin. Nothing is held yet. */
export async function createCheckout(ctx: Context, { body }: Input<'createCheckout'>): Promise<Checkout> {
  const earlier = await findEarlier(ctx);
  if (earlier) return renderCheckout(ctx, earlier, await readQuoted(ctx, earlier));
  const site = ctx.actor.kind === 'site' || ctx.actor.kind === 'shop' ? ctx.actor.site : undefined;
  if (body.embed && site && body.embed.origin !== ctx.config.url && !originAllowed(site, body.embed.origin))
    throw new ApiError('origin_not_allowed');
  const { kept, agent } = await findSeller(ctx, body, site);
  const { product, offers } = await chooseOffer(ctx.db.pool, { productId: body.product_id, quantity: body.quantity });
  const [offer] = offers;
  if (offer.available < body.quantity) throw new ApiError('sold_out');
  // A coupon is taken off the pool's own price: it is the operator's to give, and the markup is the agent's.
  const quote = { product, offer, quantity: body.quantity };
  const coupon = body.coupon === undefined ? undefined : await findCoupon(ctx, body.coupon, quote);
  const unit_discount_minor = coupon?.unit_discount_minor ?? 0;
  const { list_price_minor } = product;
  const markup = { markup_bps: markupOf(agent, product.id), list_price_minor };
  const price = priceQuantity(markUpOffer(offer, markup), body.quantity);
  const now = ctx.now();
  const row: CheckoutRow = {
    id: createId('checkout', now.getTime()),
    site_id: site?.id ?? kept?.site_id ?? null,
    agent_id: agent?.id ?? null,
    ref: agent?.ref ?? null,
    product_id: product.id,
    offer_id: offer.offer_id,
    quantity: body.quantity,
    unit_price_minor: price.unit_price_minor - unit_discount_minor,
    unit_supply_minor: offer.unit_supply_minor,
    list_price_minor,
    base_price_minor: price.base_price_minor,
    currency: product.currency,
    commission_bps: agent?.commission_bps ?? 0,
    agent_terms: agent
      ? { unit_markup_minor: price.unit_price_minor - offer.unit_price_minor, uplines: [...agent.uplines] }
      : null,
    coupon_id: coupon?.coupon_id ?? null,
    unit_discount_minor,
    unit_rebate_minor: offer.unit_rebate_minor,
    embed_origin: body.embed?.origin ?? kept?.embed_origin ?? ctx.origin ?? null,
    embed_mode: body.embed?.mode ?? kept?.embed_mode ?? null,
    consent_version: consentVersion,
    order_id: null,
    created_at: now,
    expires_at: new Date(now.getTime() + ctx.config.checkoutS * 1000),
  };
  await write(ctx, row);
  if (agent && !kept) countCheckout(ctx, agent);
  return renderCheckout(ctx, row, await readQuoted(ctx, row));
}

/**
 * Whose sale it is. A key speaks for itself; without one the checkout that is replaced says it, whatever is claimed now. Throws
 * `origin_not_allowed`, `checkout_not_found`, `ref_unknown`.
 */
async function findSeller(
  ctx: Context,
  body: Input<'createCheckout'>['body'],
  site: Site | undefined,
): Promise<{ kept: CheckoutRow | undefined; agent: ReferringAgent | undefined }> {
  const before = site || !body.replaces ? undefined : await readReplaced(ctx, body.replaces);
  const kept = before?.site_id || before?.agent_id ? before : undefined;
  if (!kept) return { kept, agent: await attributeSale(ctx, body.ref ?? ctx.ref, site) };
  if (body.embed && ![ctx.config.url, kept.embed_origin].includes(body.embed.origin))
    throw new ApiError('origin_not_allowed');
  const agent = kept.agent_id === null ? undefined : await findAgent(ctx, kept.agent_id);
  return { kept, agent: agent && { ...agent, ref: kept.ref ?? agent.ref } };
}

async function write(ctx: Context, row: CheckoutRow): Promise<void> {
  await transact(ctx.db.pool, async (client) => {
    await insertRows(client, 'checkout', columns, [row]);
    if (ctx.idempotency) {
      const { scope, key, requestFingerprint } = ctx.idempotency;
      await client.query(
        'INSERT INTO idempotency (scope, key, request_fingerprint, result_id, created_at) VALUES ($1, $2, $3, $4, $5)',
        [scope, key, requestFingerprint, row.id, row.created_at],
      );
    }
  }).catch((error: unknown) => {
    // Unique violation: the same key came twice at once, and the other one was first.
    if ((error as { code?: string }).code === '23505') throw new ApiError('idempotency_in_progress', { cause: error });
    throw error;
  });
}

/** The checkout that this Idempotency-Key made before. Throws `idempotency_key_reused` for another request, and when that checkout is forgotten. */
async function findEarlier({ db, idempotency }: Context): Promise<CheckoutRow | undefined> {
  if (!idempotency) return undefined;
  const { rows } = await db.pool.query<CheckoutRow & { request_fingerprint: Buffer; forgotten: boolean }>({
    name: 'earlier checkout',
    text: `SELECT checkout.*, idempotency.request_fingerprint, checkout.id IS NULL AS forgotten
           FROM idempotency LEFT JOIN checkout ON checkout.id = result_id WHERE scope = $1 AND key = $2`,
    values: [idempotency.scope, idempotency.key],
  });
  const [earlier] = rows;
  if (earlier && (earlier.forgotten || !earlier.request_fingerprint.equals(idempotency.requestFingerprint)))
    throw new ApiError('idempotency_key_reused');
  return earlier;
}
