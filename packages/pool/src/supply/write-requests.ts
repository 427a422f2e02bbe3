import type { SupplyStatus } from '@kameng/contract/supply';
import type { ClientBase } from 'pg';
import { recordResult } from './record-result.ts';

/** A question for the codes of one order item. */
export interface NewSupplyRequest {
  id: string;
  item_id: string;
  order_id: string;
  offer_id: string;
  quantity: number;
  /** What the supplier gets when all are delivered. */
  amount_minor: number;
  currency: string;
  deadline: Date;
}

/** The one table of a request's life: state → action → next state. */
export const supplyTransitions = {
  open: { fill: 'filled', part: 'partial', refuse: 'refused', expire: 'expired' },
  filled: {},
  partial: {},
  refused: {},
  // Codes that come too late for their buyer, for the shelf.
  expired: { shelve: 'late' },
  late: {},
} as const satisfies Record<SupplyStatus, Record<string, SupplyStatus>>;

/** Writes questions in the transaction by which orders begin to wait for their codes; asking them is a job. */
export async function writeRequests(
  client: ClientBase,
  at: Date,
  requests: readonly NewSupplyRequest[],
): Promise<void> {
  if (requests.length === 0) return;
  await client.query({
    name: 'write supply requests',
    text: `INSERT INTO supply_request (id, item_id, order_id, offer_id, endpoint_id, quantity, amount_minor, currency, deadline, next_attempt_at, created_at)
           SELECT n.id, n.item_id, n.order_id, n.offer_id, d.endpoint_id, n.quantity, n.amount_minor, n.currency, n.deadline, $9, $9
           FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::bigint[], $7::text[], $8::timestamptz[])
             AS n(id, item_id, order_id, offer_id, quantity, amount_minor, currency, deadline)
           JOIN supplied_offer d ON d.offer_id = n.offer_id`,
    values: [
      requests.map(({ id }) => id),
      requests.map(({ item_id }) => item_id),
      requests.map(({ order_id }) => order_id),
      requests.map(({ offer_id }) => offer_id),
      requests.map(({ quantity }) => quantity),
      requests.map(({ amount_minor }) => amount_minor),
      requests.map(({ currency }) => currency),
      requests.map(({ deadline }) => deadline),
      at,
    ],
  });
}

/** Ends what is still open of orders that no longer wait. A deadline that passed in silence counts against the supplier. */
export async function endRequests(client: ClientBase, at: Date, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const { rows } = await client.query<{ id: string; endpoint_id: string; offer_id: string; deadline: Date }>({
    name: 'end supply requests',
    text: `UPDATE supply_request SET status = 'expired', ended_at = $2, next_attempt_at = NULL
           WHERE order_id = ANY($1::text[]) AND status = 'open' RETURNING id, endpoint_id, offer_id, deadline`,
    values: [orderIds, at],
  });
  // In one order everywhere, so that two batches never wait for each other in a ring.
  const silent = rows
    .filter(({ deadline }) => deadline <= at)
    .toSorted((left, right) => (left.offer_id < right.offer_id ? -1 : 1));
  for (const { id, endpoint_id, offer_id } of silent)
    await recordResult(client, at, { request_id: id, endpoint_id, offer_id, result: 'expired' });
}
