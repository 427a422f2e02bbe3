import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient, QueryResult } from 'pg';

export type TransactOptions = {
  isolation?: 'read committed' | 'repeatable read' | 'serializable';
  /** The work finds all it needs by keys, as batches do: its statements are planned for that, however small the tables were then. */
  byIndex?: boolean;
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
 * A batch knows a handful of keys and finds each by an index. PostgreSQL keeps the plan of a prepared statement until it next looks
 * through the table, so one made while the table was small would scan it from end to end as it grows under a rush.
 */
export const beginByIndex = [
  'BEGIN',
  ...['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin'].map(
    (way) => `SET LOCAL ${way} = off`,
  ),
  // Nor would a plan for the very values be any better: making it costs more than running it.
  'SET LOCAL plan_cache_mode = force_generic_plan',
].join('; ');

/** Transactions by index that each connection has begun. */
const begunBy = new WeakMap<PoolClient, number>();

/**
 * Among indexes a plan made for a table of a hundred rows may take one that is wrong for a million, and is kept until the table is
 * next analysed, which may come a minute into a rush. So a connection plans anew at its 1st, 2nd, 4th, 8th … transaction.
 */
function beginFor(client: PoolClient): string {
  const begun = (begunBy.get(client) ?? 0) + 1;
  begunBy.set(client, begun);
  const isPowerOfTwo = Number.isInteger(Math.log2(begun));
  return isPowerOfTwo ? `DISCARD PLANS; ${beginByIndex}` : beginByIndex;
}

/**
 * Runs `work` in one transaction and answers its result. After a deadlock or serialization failure everything is rolled back
 * and `work` runs again, so it must have no effect outside the transaction. Throws what `work` throws, or CommitUnknown.
 */
export function transact<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  options: TransactOptions = {},
): Promise<T> {
  return tryAgain(options.attemptsMax, () =>
    inConnection(pool, async (client) => {
      const begin = options.byIndex ? beginFor(client) : 'BEGIN';
      await client.query(options.isolation ? `${begin}; SET TRANSACTION ISOLATION LEVEL ${options.isolation}` : begin);
      const result = await work(client);
      await commit(client.query('COMMIT'));
      return result;
    }),
  );
}

/** A transaction in three journeys to the server: what it reads, what it decides on that, what it writes. */
export interface Batch<Read, T> {
  /** Locks and reads only: its statements travel with BEGIN, before it is known to have begun. */
  read(client: PoolClient): Promise<Read>;
  /** What is given to `lastly` travels with COMMIT; when one of it fails, nothing of the transaction happened. */
  work(client: PoolClient, read: Read, lastly: (written: Promise<unknown>) => void): Promise<T>;
}

/** Like {@link transact}, for batches that many wait for: every journey saved is a wait less for each of them. */
export function transactBatch<Read, T>(pool: Pool, { read, work }: Batch<Read, T>): Promise<T> {
  return tryAgain(undefined, () =>
    inConnection(pool, async (client) => {
      const [, found] = await Promise.all([client.query(beginFor(client)), read(client)]);
      const writing: Promise<unknown>[] = [];
      const result = await work(client, found, (written) => writing.push(written)).catch(async (error: unknown) => {
        await Promise.allSettled(writing);
        throw error;
      });
      const [committed, ...written] = await Promise.allSettled([commit(client.query('COMMIT')), ...writing]);
      const failed = firstFailure(written);
      // The statement tells better what went wrong than the COMMIT that it turned into a ROLLBACK.
      if (failed !== undefined && !isUnknown(committed)) throw failed;
      if (committed.status === 'rejected') throw committed.reason;
      return result;
    }),
  );
}

/** Why the transaction failed, rather than that what was sent behind it found the transaction failed (in_failed_sql_transaction). */
function firstFailure(settled: readonly PromiseSettledResult<unknown>[]): unknown {
  const reasons = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  return reasons.find((reason) => sqlState(reason) !== '25P02') ?? reasons[0];
}

function isUnknown(settled: PromiseSettledResult<void>): boolean {
  return settled.status === 'rejected' && settled.reason instanceof CommitUnknown;
}

async function tryAgain<T>(attemptsMax = ATTEMPTS_MAX, once: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once();
    } catch (error) {
      if (attempt >= attemptsMax || !isConflict(error)) throw error;
    }
    // Jitter, so that two that met do not meet again.
    await delay(Math.random() * BACKOFF_MS * 2 ** attempt);
  }
}

async function inConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    return await work(client);
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

async function commit(sent: Promise<QueryResult>): Promise<void> {
  let answer;
  try {
    answer = await sent;
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
