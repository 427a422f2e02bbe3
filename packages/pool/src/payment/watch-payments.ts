import type { Engine } from '../engine.ts';
import { hidePayer } from './hide-payer.ts';

const batchRows = 50;

/** When a payment without a callback is asked about, in milliseconds after it was started; expiry asks once more. */
export const queryDelaysMs = [30_000, 120_000, 600_000] as const;

/** The time of the next look after so many, or none. */
export function nextQueryAt(createdAt: Date, queryCount: number): Date | null {
  const delay = queryDelaysMs[queryCount];
  return delay === undefined ? null : new Date(createdAt.getTime() + delay);
}

/** Job: asks channels about payments whose callback has not come. */
export async function watchPayments(engine: Engine): Promise<number> {
  const { rows } = await engine.db.pool.query<{ id: string; channel: string }>(
    `UPDATE payment SET query_count = query_count + 1, next_query_at = CASE query_count
         WHEN 0 THEN created_at + $3 * interval '1 millisecond' WHEN 1 THEN created_at + $4 * interval '1 millisecond' END
     WHERE id IN (SELECT id FROM payment WHERE next_query_at <= $1 ORDER BY next_query_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING id, channel`,
    [engine.now(), batchRows, queryDelaysMs[1], queryDelaysMs[2]],
  );
  await Promise.all(rows.map(({ id, channel }) => queryPayment(engine, channel, id)));
  return rows.length;
}

/** Asks a channel about one payment and applies what it says. A channel that does not answer is asked again later. */
export async function queryPayment(engine: Engine, channelId: string, paymentId: string): Promise<void> {
  try {
    const told = await engine.channels.get(channelId)?.query(paymentId);
    if (told && told.state !== 'pending')
      await engine.batchers.applySeen({ channel: channelId, seen: hidePayer(engine, told), stored: false });
  } catch (error) {
    engine.log.warn({ err: error, channel: channelId }, 'payment could not be asked about');
  }
}
