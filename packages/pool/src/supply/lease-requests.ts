import type { Engine } from '../engine.ts';

/** A request that this process alone asks until its lease ends, with where and how. */
export interface LeasedRequest {
  id: string;
  endpoint_id: string;
  offer_id: string;
  product_id: string;
  quantity: number;
  amount_minor: number;
  currency: string;
  deadline: Date;
  /** Attempts, with this one. */
  attempts: number;
  url: string;
  secret_generation: number;
  previous_secret_until: Date | null;
}

/** Longer than an attempt takes; a process that died gives its requests free after it. */
export const leaseMs = 30_000;
/** Requests that one server answers at once, whichever processes ask. */
const perEndpointMax = 4;
/** Due requests looked at in one go. */
const windowMax = 500;

/** Takes due requests of paid orders, those due longest first and a few for each server. Those of frozen suppliers wait and hold up nobody. */
export async function leaseRequests(engine: Engine, max: number): Promise<LeasedRequest[]> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<LeasedRequest>({
    name: 'lease supply requests',
    text: `WITH looked AS MATERIALIZED (
             SELECT r.id, r.endpoint_id, r.next_attempt_at FROM supply_request r
             JOIN offer o ON o.id = r.offer_id JOIN supplier s ON s.id = o.supplier_id AND s.status = 'active'
             WHERE r.status = 'open' AND r.next_attempt_at <= $1 AND r.deadline > $1 AND (r.leased_until IS NULL OR r.leased_until <= $1)
             ORDER BY r.next_attempt_at LIMIT ${windowMax}
           ), ranked AS MATERIALIZED (
             SELECT id, row_number() OVER (PARTITION BY endpoint_id ORDER BY next_attempt_at, id) +
               (SELECT count(*) FROM supply_request busy WHERE busy.endpoint_id = looked.endpoint_id AND busy.status = 'open' AND busy.leased_until > $1) AS place
             FROM looked
           ), due AS MATERIALIZED (
             SELECT r.id FROM supply_request r JOIN ranked ON ranked.id = r.id AND ranked.place <= ${perEndpointMax}
             WHERE r.status = 'open' AND (r.leased_until IS NULL OR r.leased_until <= $1) ORDER BY r.id LIMIT $2 FOR UPDATE OF r SKIP LOCKED
           )
           UPDATE supply_request r SET leased_until = $3, attempts = r.attempts + 1
           FROM due, supply_endpoint e, offer o
           WHERE r.id = due.id AND e.id = r.endpoint_id AND o.id = r.offer_id
           RETURNING r.id, r.endpoint_id, r.offer_id, o.product_id, r.quantity, r.amount_minor, r.currency, r.deadline, r.attempts,
             e.url, e.secret_generation, e.previous_secret_until`,
    values: [now, max, new Date(now.getTime() + leaseMs)],
  });
  return rows;
}
