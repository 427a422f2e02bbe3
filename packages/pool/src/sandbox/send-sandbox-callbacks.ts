import type { Engine } from '../engine.ts';
import { readLimited } from './read-limited.ts';
import { signatureHeader, signMessage } from './sandbox-signature.ts';

interface Callback {
  id: string;
  body: string;
  attempts: number;
  notify_url: string;
}

const batchMax = 20;
const answerLimitMs = 5000;
const answerBytesMax = 1024;
/** Longer than one attempt can take, so that nobody else takes a callback that is being sent. */
const leaseMs = 30_000;
/** Seconds until the next attempt, by attempts made; then the gateway gives up and the merchant has to ask. */
const retryDelaysS = [2, 10, 30, 120, 600, 1800, 3600, 7200] as const;

/** Job of the gateway: tells the merchant what happened, until it answers `success`. Answers the number of callbacks tried. */
export async function sendSandboxCallbacks(engine: Engine): Promise<number> {
  const callbacks = await lease(engine);
  await Promise.all(callbacks.map((callback) => send(engine, callback)));
  return callbacks.length;
}

/** Late money comes in with the first attempt to tell of it; for all other callbacks it is there already. */
async function lease(engine: Engine): Promise<Callback[]> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<Callback>(
    `WITH due AS MATERIALIZED (
       SELECT id FROM sandbox_callback WHERE next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
     ), leased AS (
       UPDATE sandbox_callback c SET attempts = c.attempts + 1, next_attempt_at = $3 FROM due WHERE c.id = due.id RETURNING c.*
     ), settled AS (
       UPDATE sandbox_payment p SET status = 'paid', paid_minor = (l.body::jsonb ->> 'amount_minor')::bigint, paid_at = $1
       FROM leased l WHERE p.id = l.payment_id AND p.paid_minor = 0 AND l.body::jsonb ->> 'state' = 'paid'
     )
     SELECT l.id, l.body, l.attempts, p.notify_url FROM leased l JOIN sandbox_payment p ON p.id = l.payment_id`,
    [now, batchMax, new Date(now.getTime() + leaseMs)],
  );
  return rows;
}

async function send(engine: Engine, callback: Callback): Promise<void> {
  const taken = await post(engine, callback).catch((error: unknown) => {
    engine.log.debug({ err: error, callback: callback.id }, 'sandbox callback was not taken');
    return false;
  });
  const now = engine.now();
  const delayS = retryDelaysS[callback.attempts - 1];
  const next = taken || delayS === undefined ? null : new Date(now.getTime() + delayS * 1000);
  await engine.db.pool.query(
    `UPDATE sandbox_callback SET delivered_at = $2, next_attempt_at = $3 WHERE id = $1 AND delivered_at IS NULL`,
    [callback.id, taken ? now : null, next],
  );
}

async function post(engine: Engine, callback: Callback): Promise<boolean> {
  const response = await fetch(callback.notify_url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [signatureHeader]: signMessage(engine.keys.sandboxGateway, callback.body, engine.now()),
    },
    body: callback.body,
    redirect: 'error',
    signal: AbortSignal.timeout(answerLimitMs),
  });
  const answer = await readLimited(response, answerBytesMax);
  return response.status === 200 && answer.toString('utf8').trim() === 'success';
}
