import { revealLimitMax, type Revealed } from '@kameng/contract/order';
import { ApiError } from '../api-error.ts';
import { pickText } from '../catalog/render-product.ts';
import type { Texts } from '../catalog/product-row.ts';
import type { Context } from '../engine.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { Input } from '../http/serve-route.ts';
import { revealCodes } from '../stock/reveal-codes.ts';
import { authoriseOrder } from './authorise-order.ts';
import type { OrderRow } from './order-rows.ts';

interface SoldRow {
  code_id: string;
  item_id: string;
  redeem_texts: Texts;
  redeem_url: string | null;
  frozen: boolean;
}

/** Shows the codes of a delivered order, at most 500 a call. The look is on record before the codes leave. */
export async function revealOrder(ctx: Context, { params, body }: Input<'revealOrder'>): Promise<Revealed> {
  await authoriseOrder(ctx, params.id);
  const [after = ''] = readCursor(body.cursor, 1);
  const { pool } = ctx.db;
  const { rows } = await pool.query<SoldRow>({
    name: 'sold codes',
    text: `SELECT order_code.code_id, order_code.item_id, product.redeem_texts, product.redeem_url, orders.frozen_at IS NOT NULL AS frozen FROM order_code JOIN orders ON orders.id = order_code.order_id
           JOIN order_item ON order_item.id = order_code.item_id JOIN product ON product.id = order_item.product_id
           WHERE order_code.order_id = $1 AND order_code.status = 'sold' AND order_code.replaced_by IS NULL AND NOT order_code.withheld AND order_code.code_id > $2 AND ($3::text IS NULL OR order_code.item_id = $3)
           ORDER BY order_code.code_id LIMIT $4`,
    values: [params.id, after, body.item_id ?? null, revealLimitMax + 1],
  });
  const page = rows.slice(0, revealLimitMax);
  if (page.length === 0 && after === '') throw await nothingToShow(ctx, params.id);
  if (page[0]?.frozen)
    throw new ApiError('order_state', {
      detail: 'The operator is looking into this order. Its codes and its money are kept safe until then.',
    });
  const codeIds = page.map(({ code_id }) => code_id);
  const codes = await revealCodes(ctx, codeIds);
  await recordReveal(ctx, params.id, codeIds);
  return {
    codes: page.map(({ code_id, item_id, redeem_texts, redeem_url }) => ({
      id: code_id,
      item_id,
      fields: codes.get(code_id)!,
      redeem: { text: pickText(redeem_texts, ctx.language), url: redeem_url },
    })),
    next_cursor: rows.length > revealLimitMax ? writeCursor([codeIds.at(-1)!]) : null,
  };
}

async function nothingToShow({ db }: Context, orderId: string): Promise<ApiError> {
  const { rows } = await db.pool.query<{ status: OrderRow['status']; withheld: boolean }>(
    'SELECT status, EXISTS (SELECT FROM order_code WHERE order_id = $1 AND withheld) AS withheld FROM orders WHERE id = $1',
    [orderId],
  );
  const { status, withheld } = rows[0]!;
  if (withheld || status === 'refunding' || status === 'refunded')
    return new ApiError('order_state', { detail: 'The money went back before a code was seen.' });
  return status === 'expired'
    ? new ApiError('order_state', { detail: 'This order was not paid in time.' })
    : new ApiError('code_not_ready', { retryAfterS: 2 });
}

/**
 * One statement: the record and the mark stand or fall together. A code that is just being replaced or refunded is shown to nobody:
 * whoever locks it first, the dispute, the refund or the look, is the one that counts.
 */
async function recordReveal(ctx: Context, orderId: string, codeIds: readonly string[]): Promise<void> {
  if (codeIds.length === 0) return;
  const actor = ctx.actor.kind === 'shop' ? `shop ${ctx.actor.site.id}` : 'buyer';
  const { rows } = await ctx.db.pool.query<{ seen: number }>({
    name: 'record reveal',
    text: `WITH seen AS MATERIALIZED (SELECT code_id FROM order_code WHERE code_id = ANY($2::text[]) AND replaced_by IS NULL AND NOT withheld ORDER BY code_id FOR UPDATE),
             whole AS MATERIALIZED (SELECT count(*) AS seen FROM seen),
             marked AS (UPDATE order_code SET revealed_at = $5 FROM whole WHERE code_id = ANY($2::text[]) AND revealed_at IS NULL AND whole.seen = cardinality($2::text[])),
             recorded AS (INSERT INTO reveal_event (order_id, code_ids, actor, address_fingerprint, created_at)
               SELECT $1, $2, $3, $4, $5 FROM whole WHERE whole.seen = cardinality($2::text[]))
           SELECT seen FROM whole`,
    values: [orderId, codeIds, actor, ctx.addressFingerprint ?? null, ctx.now()],
  });
  if (rows[0]!.seen !== codeIds.length) throw new ApiError('code_not_ready', { retryAfterS: 1 });
}
