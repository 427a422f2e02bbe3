import { disputeDays, type Dispute } from '@kameng/contract/dispute';
import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Context } from '../engine.ts';
import { reply, type Reply } from '../http/reply.ts';
import type { Input } from '../http/serve-route.ts';
import { freezeShares } from '../ledger/freeze-shares.ts';
import { authoriseOrder } from '../order/authorise-order.ts';
import { giveOrderKey } from '../record/give-order-key.ts';
import { loadOrders } from '../order/load-orders.ts';
import { noChange, type LoadedItem, type OrderRow } from '../order/order-rows.ts';
import { advanceDispute, type DisputeStep } from './advance-dispute.ts';
import { buyerOf } from './buyer-of.ts';
import { type DisputedCodeRow, type DisputeRow, lockDisputedCodes, lockNewest } from './dispute-rows.ts';
import { findFacts } from './find-facts.ts';
import { readDispute } from './read-disputes.ts';

const dayMs = 86_400_000;
/** Most codes in one dispute. */
const codesMax = 100;

type Ask = Input<'openDispute'>['body'];

/**
 * Opens a dispute about delivered codes of an order and freezes its money. A code that was never shown to anybody is just
 * replaced, once; everything else is the supplier's turn. Opening the same again answers what the first time made. Throws
 * `order_not_found`, `order_state`, `dispute_exists`, `dispute_too_late` and `invalid_request`.
 */
export async function openDispute(ctx: Context, { params, body }: Input<'openDispute'>): Promise<Reply<Dispute>> {
  await authoriseOrder(ctx, params.id);
  const opened = await transact(ctx.db.pool, async (client) => {
    const loaded = (await loadOrders(client, [params.id])).get(params.id);
    if (!loaded) throw new ApiError('order_not_found');
    const earlier = await lockNewest(client, params.id);
    if (earlier && earlier.status !== 'closed') {
      if (await isSame(client, earlier, body)) return { id: earlier.id, status: 200 as const };
      throw new ApiError('dispute_exists');
    }
    const id = await open(client, ctx, loaded.order, loaded.items, body);
    return { id, status: 201 as const };
  });
  ctx.orderWatch.tell([params.id]);
  const dispute = await readDispute(ctx, { id: opened.id }, { party: 'buyer', language: ctx.language });
  return reply(opened.status, dispute!);
}

async function open(
  client: ClientBase,
  ctx: Context,
  order: OrderRow,
  items: readonly LoadedItem[],
  { claim, text, code_ids }: Ask,
): Promise<string> {
  const now = ctx.now();
  if (order.status !== 'delivered') throw new ApiError('order_state');
  if (!order.delivered_at || now.getTime() > order.delivered_at.getTime() + disputeDays * dayMs)
    throw new ApiError('dispute_too_late');
  const { item, codeIds } = await chooseCodes(client, order.id, items, code_ids);
  const dispute: DisputeRow = {
    id: createId('dispute', now.getTime()),
    order_id: order.id,
    item_id: item.id,
    offer_id: item.offer_id,
    supplier_id: item.supplier_id,
    status: 'opened',
    sequence: 1,
    deadline: now,
    claim,
    currency: order.currency,
    amount_minor: codeIds.length * item.unit_price_minor,
    offer_kind: null,
    offer_minor: null,
    outcome_kind: null,
    outcome_minor: null,
    rule: null,
    decided_by: null,
    appealed: false,
    redeemed_at: null,
    created_at: now,
    closed_at: null,
    keyed: true,
  };
  await giveOrderKey(client, ctx.keys, order.id);
  await insertDispute(client, dispute, codeIds);
  await freezeShares(client, now, order.id);
  const change = noChange(order, buyerOf(ctx));
  change.path.push('disputed');
  const facts = await findFacts(client, ctx.keys, await lockDisputedCodes(client, dispute.id), null);
  const first: DisputeStep = { party: 'buyer', actor: buyerOf(ctx), move: 'ask_supplier', note: text };
  const replace: DisputeStep = {
    ...first,
    move: 'replace',
    rule: 'never_revealed',
    outcome: { kind: 'replacement' },
  };
  const just = await areJustReplaced(client, facts);
  await advanceDispute(client, ctx, { order, dispute, change }, [just ? replace : first]);
  return dispute.id;
}

/** A replacement that was not looked at either is not replaced again by itself: that would empty the shelf for nothing. */
async function areJustReplaced(client: ClientBase, codes: readonly DisputedCodeRow[]): Promise<boolean> {
  if (!codes.every(({ facts }) => facts.includes('never_revealed'))) return false;
  const { rowCount } = await client.query('SELECT FROM order_code WHERE replaced_by = ANY($1::text[]) LIMIT 1', [
    codes.map(({ code_id }) => code_id),
  ]);
  return rowCount === 0;
}

async function chooseCodes(
  client: ClientBase,
  orderId: string,
  items: readonly LoadedItem[],
  wanted: readonly string[] | undefined,
): Promise<{ item: LoadedItem; codeIds: string[] }> {
  const { rows } = await client.query<{ code_id: string; item_id: string; disputed: boolean }>(
    `SELECT code_id, item_id, EXISTS (SELECT FROM dispute_code WHERE dispute_code.code_id = order_code.code_id) AS disputed FROM order_code
     WHERE order_id = $1 AND status = 'sold' AND replaced_by IS NULL AND ($2::text[] IS NULL OR code_id = ANY($2)) ORDER BY code_id LIMIT $3`,
    [orderId, wanted ?? null, codesMax + 1],
  );
  const item = items.find(({ id }) => id === rows[0]?.item_id);
  const missing = wanted !== undefined && rows.length !== new Set(wanted).size;
  if (!item || missing || rows.length > codesMax || rows.some(({ item_id }) => item_id !== item.id))
    throw new ApiError('invalid_request', {
      detail: `Between 1 and ${codesMax} codes of one item of this order can be in one dispute.`,
      errors: [{ pointer: '/code_ids', code: 'invalid_value' }],
    });
  if (rows.some(({ disputed }) => disputed)) throw new ApiError('dispute_exists');
  return { item, codeIds: rows.map(({ code_id }) => code_id) };
}

async function isSame(client: ClientBase, { id, claim }: DisputeRow, ask: Ask): Promise<boolean> {
  const codes = (await lockDisputedCodes(client, id)).map(({ code_id }) => code_id);
  const wanted = ask.code_ids && [...new Set(ask.code_ids)].toSorted();
  return claim === ask.claim && (wanted === undefined || wanted.join() === codes.join());
}

async function insertDispute(client: ClientBase, dispute: DisputeRow, codeIds: readonly string[]): Promise<void> {
  const { id, order_id, item_id, offer_id, supplier_id, status, sequence, deadline, claim, currency } = dispute;
  await client.query(
    `INSERT INTO dispute (id, order_id, item_id, offer_id, supplier_id, status, sequence, deadline, claim, currency, amount_minor, created_at, keyed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $8, $12)`,
    [
      id,
      order_id,
      item_id,
      offer_id,
      supplier_id,
      status,
      sequence,
      deadline,
      claim,
      currency,
      dispute.amount_minor,
      dispute.keyed,
    ],
  );
  await client.query('INSERT INTO dispute_code (code_id, dispute_id) SELECT *, $2 FROM unnest($1::text[])', [
    codeIds,
    id,
  ]);
}
