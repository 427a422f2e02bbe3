import type { Engine } from '../engine.ts';

const batchRows = 1000;
/** A checkout nobody confirmed is of no use a week after it ended. */
const checkoutKeptMs = 7 * 86_400_000;
/** How long an Idempotency-Key is remembered; a client_reference is remembered for ever, with its order. */
export const idempotencyKeptMs = 30 * 86_400_000;

/** Answers of desks hold secrets, so they are remembered for a day. */
const deskCallKeptMs = 86_400_000;

/** Job: forgets unconfirmed checkouts, old Idempotency-Keys and what desks were answered, a bounded number a turn. */
export async function forgetOld(engine: Engine): Promise<number> {
  const now = engine.now().getTime();
  const { pool } = engine.db;
  const checkouts = await pool.query(
    'DELETE FROM checkout WHERE id IN (SELECT id FROM checkout WHERE order_id IS NULL AND expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)',
    [new Date(now - checkoutKeptMs), batchRows],
  );
  const keys = await pool.query(
    'DELETE FROM idempotency WHERE (scope, key) IN (SELECT scope, key FROM idempotency WHERE created_at < $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)',
    [new Date(now - idempotencyKeptMs), batchRows],
  );
  const calls = await pool.query(
    'DELETE FROM desk_call WHERE (scope, key) IN (SELECT scope, key FROM desk_call WHERE claimed_at < $1 ORDER BY claimed_at LIMIT $2 FOR UPDATE SKIP LOCKED)',
    [new Date(now - deskCallKeptMs), batchRows],
  );
  return (checkouts.rowCount ?? 0) + (keys.rowCount ?? 0) + (calls.rowCount ?? 0);
}
