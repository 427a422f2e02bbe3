import assert from 'node:assert/strict';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';
import { refundableOf } from '../ledger/claw-back.ts';
import { thawShares } from '../ledger/freeze-shares.ts';
import type { OrderChange } from '../order/order-rows.ts';
import { addRefund } from '../order/refund-delivered.ts';
import { claimCodes } from '../stock/claim-codes.ts';
import { lockDisputedCodes, type DisputeRow } from './dispute-rows.ts';

/**
 * Carries out what came of a dispute that closes, and adds it to the order's change: money goes back, codes are replaced, or the
 * order stands as it is. The rest of the shares may mature again. Where the shelf has no codes left, or none that may be sold, the money goes back instead.
 * An order that the operator refunded meanwhile is left alone. Throws `overloaded` when others are just taking the last codes.
 */
export async function carryOut(
  client: ClientBase,
  engine: Engine,
  dispute: DisputeRow,
  change: OrderChange,
): Promise<DisputeRow> {
  const status = change.path.at(-1) ?? change.order.status;
  if (status !== 'disputed') return dispute;
  await thawShares(client, dispute.order_id);
  const { outcome_kind, outcome_minor } = dispute;
  assert(outcome_kind !== null, `${dispute.id} closes without an outcome`);
  if (outcome_kind === 'replacement') {
    if (await replaceCodes(client, dispute, change)) {
      change.path.push('delivered');
      return dispute;
    }
    await withhold(client, dispute.id);
    await giveBack(client, engine, dispute, change, dispute.amount_minor);
    return {
      ...dispute,
      outcome_kind: 'refund',
      outcome_minor: dispute.amount_minor,
      rule: 'nothing_left_to_replace',
    };
  }
  if (outcome_kind === 'refund') await withhold(client, dispute.id);
  if (outcome_kind === 'none') change.path.push('delivered');
  else await giveBack(client, engine, dispute, change, outcome_minor!);
  return dispute;
}

async function giveBack(
  client: ClientBase,
  engine: Engine,
  { id, order_id, currency }: DisputeRow,
  change: OrderChange,
  wanted_minor: number,
): Promise<void> {
  const left = await refundableOf(client, { order_id, channel: change.order.channel, currency });
  // The operator may have refunded a part of it meanwhile.
  const amount_minor = Math.min(wanted_minor, left);
  const rest =
    amount_minor === 0
      ? left
      : await addRefund(client, engine, change, { amount_minor, reason: 'dispute', cause: `dispute ${id}` });
  change.path.push(rest === 0 ? 'refunding' : 'delivered');
}

/** Codes whose money goes back are shown to nobody who has not seen them. */
async function withhold(client: ClientBase, disputeId: string): Promise<void> {
  const codes = await lockDisputedCodes(client, disputeId);
  await client.query('UPDATE order_code SET withheld = true WHERE code_id = ANY($1::text[]) AND revealed_at IS NULL', [
    codes.map(({ code_id }) => code_id),
  ]);
}

/** As when an order is delivered: nothing of a supplier or product that the operator has stopped. */
async function isStopped(client: ClientBase, offerId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM offer JOIN supplier ON supplier.id = offer.supplier_id JOIN product ON product.id = offer.product_id
     WHERE offer.id = $1 AND (supplier.status = 'frozen' OR product.status = 'frozen')`,
    [offerId],
  );
  return rowCount !== 0;
}

/** Takes as many codes from the same shelf; the codes in dispute stay with the order and are shown no more. */
async function replaceCodes(client: ClientBase, dispute: DisputeRow, change: OrderChange): Promise<boolean> {
  if (await isStopped(client, dispute.offer_id)) return false;
  const codes = await lockDisputedCodes(client, dispute.id);
  const want = { offerId: dispute.offer_id, quantity: codes.length };
  const [claim = 'sold_out'] = await claimCodes(client, [want], new Map());
  if (claim === 'busy') throw new ApiError('overloaded', { retryAfterS: 1 });
  if (claim === 'sold_out') return false;
  change.claim.push({ item_id: dispute.item_id, code_ids: claim });
  change.sell.push(...claim);
  const { rowCount } = await client.query(
    `UPDATE order_code SET replaced_by = r.new_id FROM unnest($1::text[], $2::text[]) AS r (old_id, new_id)
     WHERE order_code.code_id = r.old_id AND order_code.order_id = $3 AND order_code.replaced_by IS NULL`,
    [codes.map(({ code_id }) => code_id), claim, dispute.order_id],
  );
  assert.equal(rowCount, codes.length, `a code of ${dispute.id} had been replaced before`);
  return true;
}
