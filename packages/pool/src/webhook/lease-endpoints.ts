import type { Engine } from '../engine.ts';
import type { SigningEndpoint } from './sign-webhook.ts';

/** An endpoint that this process alone may send to until `leased_until`. */
export interface LeasedEndpoint extends SigningEndpoint {
  url: string;
  /** Failed attempts in a row so far. */
  failures: number;
  leased_until: Date;
}

/** How a round of sending to an endpoint ended. */
export interface RoundEnd {
  failures: number;
  /** The receiver said that the address is gone for good. */
  gone: boolean;
}

/** A round must end within this time; a process that died gives its endpoints free after it. */
export const leaseMs = 60_000;
/** From so many failures in a row on an endpoint rests, and is then tried with one event. */
export const failuresMax = 5;
const restFirstMs = 30_000;
const restMaxMs = 15 * 60_000;

/** An event waits for the object's earlier ones while these are in their first attempts; a stuck one stops nothing for long. */
const orderedAttempts = 4;

/** SQL: delivery `d` is due at $1 and no earlier event of its object is in its way. */
export const deliveryIsDue = `d.next_attempt_at <= $1 AND NOT EXISTS (
  SELECT 1 FROM webhook_delivery earlier WHERE earlier.endpoint_id = d.endpoint_id AND earlier.object_id = d.object_id
    AND earlier.event_id < d.event_id AND earlier.next_attempt_at IS NOT NULL AND earlier.attempts < ${orderedAttempts})`;

/** Takes endpoints that have something due and are neither resting nor being served, those served longest ago first. */
export async function leaseEndpoints(engine: Engine, max: number): Promise<LeasedEndpoint[]> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<LeasedEndpoint>({
    name: 'lease endpoints',
    text: `WITH due AS MATERIALIZED (
             SELECT e.id FROM webhook_endpoint e
             WHERE e.removed_at IS NULL AND (e.leased_until IS NULL OR e.leased_until <= $1) AND (e.paused_until IS NULL OR e.paused_until <= $1)
               AND EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.endpoint_id = e.id AND ${deliveryIsDue})
             ORDER BY e.leased_until NULLS FIRST, e.id LIMIT $2 FOR UPDATE OF e SKIP LOCKED
           )
           UPDATE webhook_endpoint e SET leased_until = $3 FROM due WHERE e.id = due.id
           RETURNING e.id, e.url, e.secret_generation, e.previous_secret_until, e.failures, e.leased_until`,
    values: [now, max, new Date(now.getTime() + leaseMs)],
  });
  return rows;
}

/** Gives an endpoint back, and lets it rest when it keeps failing. Says nothing if the lease was lost in between. */
export async function releaseEndpoint(
  engine: Engine,
  endpoint: LeasedEndpoint,
  { failures, gone }: RoundEnd,
): Promise<void> {
  const now = engine.now();
  await engine.db.pool.query(
    `UPDATE webhook_endpoint SET leased_until = $3, failures = $4, paused_until = $5, removed_at = COALESCE(removed_at, $6)
     WHERE id = $1 AND leased_until = $2`,
    [endpoint.id, endpoint.leased_until, now, failures, restUntil(now, failures), gone ? now : null],
  );
}

function restUntil(now: Date, failures: number): Date | null {
  if (failures < failuresMax) return null;
  const rest = Math.min(restFirstMs * 2 ** Math.min(failures - failuresMax, 10), restMaxMs);
  return new Date(now.getTime() + Math.round(rest * (0.8 + 0.4 * Math.random())));
}
