import assert from 'node:assert/strict';
import { createId } from '@kameng/contract/id';
import type { EventType } from '@kameng/contract/webhook';
import type { OrderStatus } from '@kameng/contract/order';
import type { ClientBase } from 'pg';
import { giveBackCoupons } from '../coupon/write-coupon-uses.ts';
import { insertRows } from '../database/insert-rows.ts';
import { postTransfers } from '../ledger/post-transfers.ts';
import { queueMails } from '../mail/queue-mails.ts';
import { putOnShelf } from '../stock/claim-codes.ts';
import { endRequests, writeRequests } from '../supply/write-requests.ts';
import { recordEvents } from '../webhook/record-events.ts';
import { orderCodeColumns, orderEventColumns } from './new-order-statements.ts';
import type { OrderChange } from './order-rows.ts';
import { mayBecome } from './order-state.ts';

/** States that a site's webhooks tell about. */
const eventOfStatus: Partial<Record<OrderStatus, EventType>> = {
  paid: 'order.paid',
  delivered: 'order.delivered',
  refunded: 'order.refunded',
  expired: 'order.expired',
  disputed: 'order.disputed',
};

/** Writes decided changes of locked orders, all with one statement a table. */
export async function writeChanges(client: ClientBase, at: Date, changes: readonly OrderChange[]): Promise<void> {
  for (const { order, path } of changes) {
    let from = order.status;
    for (const to of path) {
      assert(mayBecome(from, to), `${order.id}: ${from} may not become ${to}`);
      from = to;
    }
  }
  await writeCodes(client, changes);
  await writeRequests(
    client,
    at,
    changes.flatMap(({ ask }) => ask),
  );
  await endRequests(
    client,
    at,
    changes.filter(({ order, path }) => order.status === 'paid' && path.length > 0).map(({ order }) => order.id),
  );
  await writeItems(client, changes);
  await writePayments(client, at, changes);
  await insertRows(
    client,
    'refund',
    refundColumns,
    changes.flatMap(({ refunds }) =>
      refunds.map((refund) => ({
        ...refund,
        id: createId('refund', at.getTime()),
        next_attempt_at: at,
        created_at: at,
      })),
    ),
    'ON CONFLICT (cause) DO NOTHING',
  );
  await postTransfers(
    client,
    at,
    changes.flatMap(({ transfers }) => transfers),
  );
  await writeOrders(client, at, changes);
  await giveBackCoupons(
    client,
    changes.filter(({ path }) => path.at(-1) === 'expired').map(({ order }) => order.id),
  );
  await queueMails(
    client,
    at,
    changes.flatMap(({ order, mails }) =>
      mails.map((template) => ({ template, order_id: order.id, language: order.language ?? 'en' })),
    ),
  );
}

const refundColumns = [
  ['id', 'text'],
  ['order_id', 'text'],
  ['payment_id', 'text'],
  ['currency', 'text'],
  ['amount_minor', 'bigint'],
  ['reason', 'text'],
  ['cause', 'text'],
  ['next_attempt_at', 'timestamptz'],
  ['created_at', 'timestamptz'],
] as const;

async function writeOrders(client: ClientBase, at: Date, changes: readonly OrderChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { rowCount } = await client.query({
    name: 'write orders',
    text: `UPDATE orders SET status = c.status, sequence = c.sequence, paid_at = COALESCE(c.paid_at, orders.paid_at), delivered_at = COALESCE(c.delivered_at, orders.delivered_at),
             next_delivery_at = c.next_delivery_at
           FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[])
             AS c(id, was, status, sequence, paid_at, delivered_at, next_delivery_at)
           WHERE orders.id = c.id AND orders.status = c.was`,
    values: [
      changes.map(({ order }) => order.id),
      changes.map(({ order }) => order.status),
      changes.map(({ order, path }) => path.at(-1) ?? order.status),
      changes.map(({ order, path }) => order.sequence + Math.max(1, path.length)),
      changes.map(({ paid_at }) => paid_at ?? null),
      changes.map(({ delivered_at }) => delivered_at ?? null),
      changes.map(({ order, next_delivery_at }) =>
        next_delivery_at === undefined ? order.next_delivery_at : next_delivery_at,
      ),
    ],
  });
  assert.equal(rowCount, changes.length, 'an order left its state while it was locked');
  const steps = changes.flatMap(({ order, actor, path }) =>
    path.map((status, index) => ({ order, actor, status, sequence: order.sequence + index + 1 })),
  );
  await insertRows(
    client,
    'order_event',
    orderEventColumns,
    steps.map(({ order, actor, status, sequence }) => ({
      order_id: order.id,
      sequence,
      status,
      actor,
      created_at: at,
    })),
  );
  await recordEvents(
    client,
    at,
    steps.flatMap(({ order, status, sequence }) => {
      const type = eventOfStatus[status];
      return type && order.site_id
        ? [
            {
              site_id: order.site_id,
              type,
              object_id: order.id,
              sequence,
              status,
              client_reference: order.client_reference,
            },
          ]
        : [];
    }),
  );
}

async function writeItems(client: ClientBase, changes: readonly OrderChange[]): Promise<void> {
  const items = changes.flatMap((change) => change.items);
  if (items.length === 0) return;
  await client.query({
    name: 'write items',
    text: `UPDATE order_item SET status = c.status, delivered_quantity = c.delivered_quantity
           FROM unnest($1::text[], $2::text[], $3::int[]) AS c(id, status, delivered_quantity) WHERE order_item.id = c.id`,
    values: [
      items.map(({ id }) => id),
      items.map(({ status }) => status),
      items.map(({ delivered_quantity }) => delivered_quantity),
    ],
  });
}

async function writePayments(client: ClientBase, at: Date, changes: readonly OrderChange[]): Promise<void> {
  const payments = changes.flatMap((change) => change.payments);
  if (payments.length === 0) return;
  await client.query({
    name: 'write payments',
    text: `UPDATE payment SET status = c.status, received_minor = c.received_minor, next_query_at = c.next_query_at, updated_at = $5
           FROM unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[]) AS c(id, status, received_minor, next_query_at) WHERE payment.id = c.id`,
    values: [
      payments.map(({ id }) => id),
      payments.map(({ status }) => status),
      payments.map(({ received_minor }) => received_minor),
      payments.map(({ next_query_at }) => next_query_at),
      at,
    ],
  });
}

async function writeCodes(client: ClientBase, changes: readonly OrderChange[]): Promise<void> {
  const claimed = changes.flatMap(({ order, claim }) =>
    claim.flatMap(({ item_id, code_ids }) =>
      code_ids.map((code_id) => ({ code_id, order_id: order.id, item_id, status: 'held' })),
    ),
  );
  await insertRows(client, 'order_code', orderCodeColumns, claimed);
  const sold = changes.flatMap(({ sell }) => sell);
  if (sold.length > 0) {
    const { rowCount } = await client.query({
      name: 'sell codes',
      text: "UPDATE order_code SET status = 'sold' WHERE code_id = ANY($1::text[]) AND status = 'held'",
      values: [sold],
    });
    assert.equal(rowCount, sold.length, 'a held code was gone when it was sold');
  }
  const returned = changes.filter(({ path }) => path.includes('refunding')).map(({ order }) => order.id);
  if (returned.length > 0)
    await client.query({
      name: 'withhold codes',
      // In the order in which looks at them lock them. What was seen by then is seen.
      text: `UPDATE order_code SET withheld = true WHERE revealed_at IS NULL AND code_id IN (
               SELECT code_id FROM order_code WHERE order_id = ANY($1::text[]) AND status = 'sold' ORDER BY code_id FOR UPDATE)`,
      values: [returned],
    });
  for (const { release } of changes) {
    for (const { offer_id, code_ids } of release) {
      if (code_ids.length === 0) continue;
      const { rowCount } = await client.query({
        name: 'release codes',
        text: "DELETE FROM order_code WHERE code_id = ANY($1::text[]) AND status = 'held'",
        values: [code_ids],
      });
      assert.equal(rowCount, code_ids.length, 'a held code was gone when it was released');
      await putOnShelf(client, offer_id, code_ids);
    }
  }
}
