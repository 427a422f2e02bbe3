import { createHmac } from 'node:crypto';
import { errors } from '@kameng/contract/error';
import type { Pool } from 'pg';
import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';
import { isStreamed } from './reply.ts';
import { open, seal } from '../stock/code-cipher.ts';

/** No request takes that long, so whoever has had a key for longer is gone. */
const goneMs = 60_000;

interface CallRow {
  request_fingerprint: Buffer;
  request_id: string;
  answer_secret: Buffer | null;
  claimed_at: Date;
}

/**
 * Makes a desk's change once for each Idempotency-Key; the same request again is answered the same. A refusal gives the key back.
 * When the process that made the change is gone, the audit log tells whether it was made. Throws `idempotency_key_reused`,
 * `idempotency_in_progress`, `answer_lost`.
 */
export async function answerOnce<Answer>(ctx: Context, run: () => Promise<Answer>): Promise<Answer> {
  if (!ctx.idempotency) return run();
  const { scope, key } = ctx.idempotency;
  const { pool } = ctx.db;
  const about = `${scope} ${key}`;
  const earlier = await claim(pool, ctx, ctx.idempotency);
  if (earlier) return JSON.parse(open(ctx.keys.deskCall, earlier, about).toString()).answer as Answer;
  const mine = [scope, key, ctx.requestId];
  try {
    const answer = await run();
    if (isStreamed(answer)) {
      // It changes nothing and is made anew each time.
      await pool.query('DELETE FROM desk_call WHERE scope = $1 AND key = $2 AND request_id = $3', mine);
      return answer;
    }
    const answerSecret = seal(ctx.keys.deskCall, Buffer.from(JSON.stringify({ answer })), about);
    await pool.query('UPDATE desk_call SET answer_secret = $4 WHERE scope = $1 AND key = $2 AND request_id = $3', [
      ...mine,
      answerSecret,
    ]);
    return answer;
  } catch (error) {
    // Anything but a refusal may have come after the change was made; then the audit log is asked, once the time is up.
    if (error instanceof ApiError && errors[error.code].status < 500)
      await pool.query('DELETE FROM desk_call WHERE scope = $1 AND key = $2 AND request_id = $3', mine);
    throw error;
  }
}

/** Takes the key for this request, or answers what was sealed for an earlier one. */
async function claim(
  pool: Pool,
  ctx: Context,
  { scope, key, requestFingerprint }: NonNullable<Context['idempotency']>,
): Promise<Buffer | undefined> {
  const now = ctx.now();
  const fingerprint = createHmac('sha256', ctx.keys.deskCall).update(requestFingerprint).digest();
  const taken = await pool.query(
    `INSERT INTO desk_call (scope, key, request_fingerprint, request_id, claimed_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (scope, key) DO NOTHING`,
    [scope, key, fingerprint, ctx.requestId, now],
  );
  if (taken.rowCount === 1) return undefined;
  const { rows } = await pool.query<CallRow>(
    'SELECT request_fingerprint, request_id, answer_secret, claimed_at FROM desk_call WHERE scope = $1 AND key = $2',
    [scope, key],
  );
  const [earlier] = rows;
  // Given back between the two looks.
  if (!earlier) throw new ApiError('idempotency_in_progress', { retryAfterS: 1 });
  if (!earlier.request_fingerprint.equals(fingerprint)) throw new ApiError('idempotency_key_reused');
  if (earlier.answer_secret) return earlier.answer_secret;
  if (now.getTime() - earlier.claimed_at.getTime() < goneMs)
    throw new ApiError('idempotency_in_progress', { retryAfterS: 1 });
  const done = await pool.query('SELECT FROM audit_entry WHERE request_id = $1 LIMIT 1', [earlier.request_id]);
  if (done.rowCount) throw new ApiError('answer_lost');
  const retaken = await pool.query(
    'UPDATE desk_call SET request_id = $4, claimed_at = $5 WHERE scope = $1 AND key = $2 AND request_id = $3 AND answer_secret IS NULL',
    [scope, key, earlier.request_id, ctx.requestId, now],
  );
  if (retaken.rowCount !== 1) throw new ApiError('idempotency_in_progress', { retryAfterS: 1 });
  return undefined;
}
