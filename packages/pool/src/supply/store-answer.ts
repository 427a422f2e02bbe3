import assert from 'node:assert/strict';
import type { CodeFields } from '@kameng/contract/order';
import type { SupplyAnswer, SupplyReceipt, SupplyResult, SupplyStatus } from '@kameng/contract/supply';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { addWaited } from '../order/deliver-waiting.ts';
import { loadOrders } from '../order/load-orders.ts';
import { noChange } from '../order/order-rows.ts';
import { writeChanges } from '../order/write-changes.ts';
import { takeCodes } from '../stock/claim-codes.ts';
import { tidyFields } from '../stock/code-fields.ts';
import { createBatch } from '../stock/create-batch.ts';
import { createSealer, type SealedCode } from '../stock/seal-codes.ts';
import { packCodes, writeCodes } from '../stock/write-codes.ts';
import { recordResult } from './record-result.ts';
import { supplyTransitions } from './write-requests.ts';

/** Codes that come after the deadline are taken for the shelf this long; afterwards the supplier keeps them. */
const lateMs = 86_400_000;

interface RequestRow {
  id: string;
  item_id: string;
  order_id: string;
  offer_id: string;
  endpoint_id: string;
  quantity: number;
  status: SupplyStatus;
  deadline: Date;
  taken: number;
  shelved: number;
  refused: number;
}

/** How the answer came: as the reply to a question, or by itself. */
export interface Arrival {
  http_status?: number;
  took_ms?: number;
}

/**
 * Takes what a supplier answered: the codes are sealed like uploaded ones, the order gets what it waits for and is delivered, the
 * money of what is missing goes back, and what is too much or too late stands on the shelf. An answered request answers the same
 * again and changes nothing. Throws `not_found`, and `supply_closed` a day after the deadline.
 */
export async function storeAnswer(engine: Engine, answer: SupplyAnswer, arrival: Arrival = {}): Promise<SupplyReceipt> {
  const { receipt, orderId } = await transact(engine.db.pool, async (client) => {
    const found = await client.query<{ order_id: string }>('SELECT order_id FROM supply_request WHERE id = $1', [
      answer.id,
    ]);
    const order_id = found.rows[0]?.order_id;
    if (order_id === undefined) throw new ApiError('not_found');
    // The order first, as everything that changes an order does.
    const loaded = (await loadOrders(client, [order_id])).get(order_id)!;
    const { rows } = await client.query<RequestRow>('SELECT * FROM supply_request WHERE id = $1 FOR UPDATE', [
      answer.id,
    ]);
    const request = rows[0]!;
    if (request.status !== 'open' && request.status !== 'expired')
      return { receipt: receiptOf(request), orderId: undefined };
    const now = engine.now();
    if (request.status === 'expired') {
      if (now.getTime() > request.deadline.getTime() + lateMs) throw new ApiError('supply_closed');
      if (answer.codes.length === 0) return { receipt: receiptOf(request), orderId: undefined };
    }
    const { good, refused } = await writeGood(client, engine, request.offer_id, answer.codes, now);
    const item = loaded.items.find(({ id }) => id === request.item_id)!;
    const taken = request.status === 'open' ? good.slice(0, request.quantity) : [];
    const status = statusAfter(request, good.length);
    const mayBecome = Object.values(supplyTransitions[request.status]) as SupplyStatus[];
    assert(
      status === request.status || mayBecome.includes(status),
      `${request.id}: ${request.status} may not become ${status}`,
    );
    const ended = {
      ...request,
      status,
      taken: taken.length,
      shelved: good.length - taken.length,
      refused,
    };
    await endRequest(client, now, ended, answer.reason ?? null);
    await recordResult(client, now, {
      request_id: request.id,
      endpoint_id: request.endpoint_id,
      offer_id: request.offer_id,
      result: resultOf(answer, status, refused),
      ...arrival,
    });
    if (request.status === 'expired') return { receipt: receiptOf(ended), orderId: undefined };
    await takeCodes(client, request.offer_id, taken);
    const change = noChange(loaded.order, 'supplier');
    change.claim.push({ item_id: item.id, code_ids: taken });
    item.held_codes.push(...taken);
    item.supply_status = status;
    await addWaited(client, engine, change, loaded, now);
    await writeChanges(client, now, [change]);
    return { receipt: receiptOf(ended), orderId: order_id };
  });
  if (orderId !== undefined) engine.orderWatch.tell([orderId]);
  return receipt;
}

/** Seals codes and puts them on the shelf; those that lack a field, that no upload could hold, have expired or were here before are left out. */
async function writeGood(
  client: ClientBase,
  engine: Engine,
  offerId: string,
  codes: readonly CodeFields[],
  at: Date,
): Promise<{ good: string[]; refused: number }> {
  if (codes.length === 0) return { good: [], refused: 0 };
  const batch = await createBatch(client, engine.keys, { offerId, at });
  const seal = createSealer({ ...batch, fingerprintKey: engine.keys.codeFingerprint, atMs: at.getTime() });
  const sealed = codes.flatMap((given) => {
    const fields = tidyFields(given);
    const whole = fields && batch.codeFields.every((field) => fields[field as keyof CodeFields] !== undefined);
    if (!whole) return [];
    const code: SealedCode | undefined = seal(fields);
    const ended = fields.expires_at !== undefined && !((code?.endsMs ?? 0) > at.getTime());
    return code === undefined || ended ? [] : [code];
  });
  const { duplicates } = await writeCodes(client, { batchId: batch.batchId, offerId, at }, packCodes(sealed));
  const known = new Set(duplicates.map(({ place }) => place));
  const good = sealed.filter((_, place) => !known.has(place)).map(({ id }) => id);
  return { good, refused: codes.length - good.length };
}

function statusAfter({ status, quantity }: RequestRow, good: number): SupplyStatus {
  if (status === 'expired') return 'late';
  if (good >= quantity) return 'filled';
  return good > 0 ? 'partial' : 'refused';
}

function resultOf({ outcome }: SupplyAnswer, status: SupplyStatus, refused: number): SupplyResult {
  if (status === 'late') return 'late';
  if (outcome === 'refused') return 'refused';
  if (refused > 0) return 'spoiled';
  if (status === 'filled') return 'answered';
  return outcome === 'partial' ? 'partial' : 'short';
}

async function endRequest(client: ClientBase, at: Date, ended: RequestRow, reason: string | null): Promise<void> {
  const { id, status, taken, shelved, refused } = ended;
  await client.query(
    `UPDATE supply_request SET status = $2, taken = $3, shelved = $4, refused = $5, reason = $6, ended_at = $7, next_attempt_at = NULL, leased_until = NULL
     WHERE id = $1`,
    [id, status, taken, shelved, refused, reason, at],
  );
}

function receiptOf({ id, status, taken, shelved, refused }: RequestRow): SupplyReceipt {
  return { id, status, taken, shelved, refused };
}
