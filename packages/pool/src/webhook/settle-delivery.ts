import type { Engine } from '../engine.ts';

/** Seconds until the next attempt, by attempts made; about three days in all. */
export const retryDelaysS = [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 43_200, 64_800, 86_400] as const;

/** Older ones are given up even where a resting endpoint left them attempts. */
const queuedMaxS = 3.5 * 86_400;
const giveUpMax = 500;

export interface Delivery {
  event_id: string;
  endpoint_id: string;
  attempts: number;
  queued_at: Date;
}

/** Writes how one attempt ended; `status` is undefined when no answer came. A redelivery asked for in between stays as it is. */
export async function settleDelivery(engine: Engine, delivery: Delivery, status: number | undefined): Promise<void> {
  const now = engine.now();
  const done = isDelivered(status);
  await engine.db.pool.query({
    name: 'settle delivery',
    text: `UPDATE webhook_delivery SET attempts = attempts + 1, last_status = $4, delivered_at = $5, next_attempt_at = $6
           WHERE event_id = $1 AND endpoint_id = $2 AND queued_at = $3 AND delivered_at IS NULL`,
    values: [
      delivery.event_id,
      delivery.endpoint_id,
      delivery.queued_at,
      status ?? null,
      done ? now : null,
      done ? null : retryAt(now, delivery.attempts),
    ],
  });
}

/** Only a status that says so counts; a redirect is not followed and delivers nothing. */
export function isDelivered(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** Spread over ±20 %, so that what failed together does not come back together. */
function retryAt(now: Date, attempts: number): Date | null {
  const delayS = retryDelaysS[attempts];
  return delayS === undefined
    ? null
    : new Date(now.getTime() + Math.round(delayS * 1000 * (0.8 + 0.4 * Math.random())));
}

/** Gives up what has waited too long for an endpoint, a bounded number at a time. */
export async function giveUpOldDeliveries(engine: Engine, endpointId: string): Promise<void> {
  const now = engine.now();
  await engine.db.pool.query(
    `UPDATE webhook_delivery d SET next_attempt_at = NULL
     FROM (SELECT event_id FROM webhook_delivery WHERE endpoint_id = $1 AND next_attempt_at <= $2 AND queued_at < $3 ORDER BY next_attempt_at LIMIT $4) old
     WHERE d.endpoint_id = $1 AND d.event_id = old.event_id`,
    [endpointId, now, new Date(now.getTime() - queuedMaxS * 1000), giveUpMax],
  );
}
