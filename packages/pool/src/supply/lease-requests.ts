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

/**
 * Takes due requests of paid orders: of each server the few that have waited longest, so that one with a long queue holds up nobody.
 * Those of frozen suppliers wait, and those of a new address until it has passed the test.
 */
export async function leaseRequests(engine: Engine, max: number): Promise<LeasedRequest[]> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<LeasedRequest>({
    name: 'lease supply requests',
    text: `WITH free AS MATERIALIZED (
             SELECT r.id FROM supply_endpoint e JOIN supplier s ON s.id = e.supplier_id AND s.status = 'active' AND e.passed_at IS NOT NULL
             CROSS JOIN LATERAL (
               SELECT id, next_attempt_at FROM supply_request
               WHERE endpoint_id = e.id AND status = 'open' AND next_attempt_at <= $1 AND deadline > $1 AND (leased_until IS NULL OR leased_until <= $1)
               ORDER BY next_attempt_at LIMIT greatest(0, ${perEndpointMax} -
                 (SELECT count(*) FROM supply_request busy WHERE busy.endpoint_id = e.id AND busy.status = 'open' AND busy.leased_until > $1))
             ) r ORDER BY r.next_attempt_at LIMIT $2
           ), due AS MATERIALIZED (
             SELECT r.id FROM supply_request r WHERE r.id IN (SELECT id FROM free) AND r.status = 'open' AND (r.leased_until IS NULL OR r.leased_until <= $1)
             ORDER BY r.id FOR UPDATE SKIP LOCKED
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
