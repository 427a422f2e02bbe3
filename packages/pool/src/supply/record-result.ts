import type { SupplyResult } from '@kameng/contract/supply';
import type { ClientBase } from 'pg';

/** How one message to or from a supplier's server went. */
export interface Attempt {
  endpoint_id: string;
  offer_id: string;
  request_id: string;
  result: SupplyResult;
  http_status?: number;
  took_ms?: number;
}

/** So many failures in a row pause an offer. */
export const failuresMax = 5;
const pauseFirstS = 600;
/** The pause doubles up to 16 times the first. */
const doublingsMax = 4;
/** Seconds until the next probe; `pauses` is how often the offer was paused, and tried in vain, since it last worked. */
const pauseS = `${pauseFirstS} * 2 ^ least(pauses, ${doublingsMax})`;

/** Whether a result says that supply works, that it does not, or neither. */
export const resultMeaning = {
  answered: 'works',
  accepted: 'neither',
  late: 'neither',
  partial: 'fails',
  refused: 'fails',
  short: 'fails',
  spoiled: 'fails',
  timeout: 'fails',
  unreachable: 'fails',
  address_refused: 'fails',
  bad_status: 'fails',
  bad_answer: 'fails',
  expired: 'fails',
} as const satisfies Record<SupplyResult, 'works' | 'fails' | 'neither'>;

/**
 * Writes down how a message went. From {@link failuresMax} failures in a row on the offer stops selling what it has not got; one
 * answer that works starts it again. Whoever it concerns is told by the job that looks at pauses.
 */
export async function recordResult(client: ClientBase, at: Date, attempt: Attempt): Promise<void> {
  const { endpoint_id, offer_id, request_id, result, http_status, took_ms } = attempt;
  await client.query({
    name: 'write supply attempt',
    text: `INSERT INTO supply_attempt (endpoint_id, offer_id, request_id, result, http_status, took_ms, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      endpoint_id,
      offer_id,
      request_id,
      result,
      http_status ?? null,
      took_ms === undefined ? null : Math.round(took_ms),
      at,
    ],
  });
  const meaning = resultMeaning[result];
  if (meaning === 'works') await resume(client, offer_id);
  if (meaning === 'fails')
    await client.query({
      name: 'count supply failure',
      text: `UPDATE supplied_offer SET failures = failures + 1,
               status = CASE WHEN ends THEN 'paused' ELSE status END,
               paused_at = CASE WHEN ends THEN $2 ELSE paused_at END,
               paused_for = CASE WHEN ends THEN $3 ELSE paused_for END,
               probe_at = CASE WHEN ends THEN $2 + make_interval(secs => ${pauseS}) ELSE probe_at END,
               pauses = CASE WHEN ends THEN pauses + 1 ELSE pauses END,
               told = CASE WHEN ends THEN false ELSE told END
             FROM (SELECT failures + 1 >= $4 AND status = 'live' AS ends FROM supplied_offer WHERE offer_id = $1 FOR NO KEY UPDATE) AS now
             WHERE offer_id = $1`,
      values: [offer_id, at, result, failuresMax],
    });
}

/** A probe in vain: the next one is later than it was. */
export async function stayPaused(client: ClientBase, offerId: string, at: Date): Promise<void> {
  await client.query({
    name: 'supply stays paused',
    text: `UPDATE supplied_offer SET probe_at = $2::timestamptz + make_interval(secs => ${pauseS}), pauses = pauses + 1
           WHERE offer_id = $1 AND status = 'paused'`,
    values: [offerId, at],
  });
}

/** Supply that works sells again. */
export async function resume(client: ClientBase, offerId: string): Promise<void> {
  await client.query({
    name: 'resume supply',
    text: `UPDATE supplied_offer SET failures = 0, pauses = 0, paused_at = NULL, paused_for = NULL, probe_at = NULL,
             told = CASE WHEN status = 'paused' THEN false ELSE told END, status = CASE WHEN status = 'paused' THEN 'live' ELSE status END
           WHERE offer_id = $1 AND (failures > 0 OR status = 'paused')`,
    values: [offerId],
  });
}
