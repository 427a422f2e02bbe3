import { createHmac } from 'node:crypto';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';

/** Wrong tries in a row after which an address or a person rests. */
export const triesMax = 10;
/** How long it rests after the last of them. */
export const restMs = 15 * 60_000;

/**
 * Runs a try at something that could be guessed. It is counted before it is made, so that many at once are no more tries than one
 * after the other; one that succeeds ends the count. Throws `account_locked`.
 * @param subject whose secret it is, whoever tries
 */
export async function countTries<Answer>(
  { db, keys, now }: Pick<Engine, 'db' | 'keys' | 'now'>,
  subject: string,
  attempt: () => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const key = createHmac('sha256', keys.contactFingerprint).update(`try ${subject}`).digest();
  const at = now();
  const restsSince = new Date(at.getTime() - restMs);
  const { rows } = await db.pool.query<{ tries: number; last_at: Date }>({
    name: 'count tries',
    text: `INSERT INTO sign_in_try AS t (key, tries, last_at) VALUES ($1, 1, $2)
           ON CONFLICT (key) DO UPDATE SET tries = CASE WHEN t.last_at <= $3 THEN 1 ELSE t.tries + 1 END,
             last_at = CASE WHEN t.last_at > $3 AND t.tries >= $4 THEN t.last_at ELSE excluded.last_at END
           RETURNING tries, last_at`,
    values: [key, at, restsSince, triesMax],
  });
  const { tries, last_at } = rows[0]!;
  if (tries > triesMax) {
    const retryAfterS = (last_at.getTime() + restMs - at.getTime()) / 1000;
    throw new ApiError('account_locked', { retryAfterS: Math.max(1, retryAfterS) });
  }
  const answer = await attempt();
  if (answer !== undefined) await db.pool.query('DELETE FROM sign_in_try WHERE key = $1', [key]);
  return answer;
}
