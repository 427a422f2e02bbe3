import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';

export type TransactOptions = {
  isolation?: 'read committed' | 'repeatable read' | 'serializable';
  /** How often the work is tried in all when PostgreSQL picks it as the victim of a conflict. Default 5. */
  attemptsMax?: number;
};

/** The connection broke during COMMIT: the transaction may or may not have happened. Ask by idempotency key. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('The connection broke during COMMIT; the outcome is unknown.', { cause });
    this.name = 'CommitUnknown';
  }
}

const ATTEMPTS_MAX = 5;
const BACKOFF_MS = 10;
/** serialization_failure, deadlock_detected: the transaction did nothing wrong and did nothing. */
const CONFLICTS = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction and answers its result. After a deadlock or serialization failure everything is rolled back
 * and `work` runs again, so it must have no effect outside the transaction. Throws what `work` throws, or CommitUnknown.
 */
export async function transact<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  options: TransactOptions = {},
): Promise<T> {
  const attemptsMax = options.attemptsMax ?? ATTEMPTS_MAX;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(pool, work, options.isolation);
    } catch (error) {
      if (attempt >= attemptsMax || !isConflict(error)) throw error;
    }
    // Jitter, so that two that met do not meet again.
    await delay(Math.random() * BACKOFF_MS * 2 ** attempt);
  }
}

async function attemptOnce<T>(pool: Pool, work: (client: PoolClient) => Promise<T>, isolation?: string): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query(isolation ? `BEGIN ISOLATION LEVEL ${isolation.toUpperCase()}` : 'BEGIN');
    const result = await work(client);
    await commit(client);
    return result;
  } catch (error) {
    if (error instanceof CommitUnknown) broken = error;
    else await client.query('ROLLBACK').catch(onError);
    throw error;
  } finally {
    client.removeListener('error', onError);
    // An argument makes the pool destroy the connection: nobody may get one that is dead or still inside a transaction.
    client.release(broken);
  }
}

async function commit(client: PoolClient): Promise<void> {
  let answer;
  try {
    answer = await client.query('COMMIT');
  } catch (error) {
    // The server itself refused, and nothing happened. Without an SQLSTATE, or with one that tells of a lost connection (08) or
    // a server going down (57P), it may have committed before it went silent.
    const state = sqlState(error);
    if (state && !state.startsWith('08') && !state.startsWith('57P')) throw error;
    throw new CommitUnknown(error);
  }
  // After a failed statement whose error `work` swallowed, COMMIT answers ROLLBACK and raises nothing.
  if (answer.command !== 'COMMIT')
    throw new Error('A statement of the transaction failed and its error was swallowed; it was rolled back.');
}

function isConflict(error: unknown): boolean {
  return CONFLICTS.has(sqlState(error) ?? '');
}

function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
