import { createHmac } from 'node:crypto';
import type { Engine } from '../engine.ts';

/** How a request stands to its limit. */
export interface RateStand {
  allowed: boolean;
  /** Requests that this process knows to be left in the window. */
  remaining: number;
  /** Until the window ends, in milliseconds. */
  resetMs: number;
}

/** Counts requests together with all other processes on the database. */
export interface RateCounts {
  /** Counts one request of `key` in a window that holds `max`. */
  take(key: string, max: number, windowMs: number): Promise<RateStand>;
}

/** What one process holds of a key's window. */
interface Bucket {
  endsAt: number;
  max: number;
  /** Taken from the shared count and not used yet. */
  tokens: number;
  /** What nobody has taken yet, as far as is known. */
  left: number;
  waiting: number;
  lease: Promise<void> | undefined;
}

interface Wish {
  key: Buffer;
  endsAt: number;
  want: number;
  settle(taken: number): void;
  fail(error: unknown): void;
}

/**
 * A process takes this part of what is left at a time, so a busy key costs the database one row a fiftieth of its limit, and a limit
 * below fifty is counted one by one.
 */
const leaseShare = 50;
/** Most windows this process remembers; the oldest makes room, and is read again when it is asked for. */
const bucketsMax = 50_000;
const batchMax = 500;
/** A database that needs longer counts nothing; it has other worries, and so has the buyer. */
const leaseMaxMs = 1000;

/**
 * Opens the counts. Of all processes together no more than `max` get through in a window while the database answers. Fewer may: what
 * a process took and does not use, at most a fiftieth each, is lost to the others until the window ends. Without the database each
 * process counts alone.
 */
export function openRateCounts(engine: Pick<Engine, 'db' | 'keys' | 'now' | 'log'>): RateCounts {
  const buckets = new Map<string, Bucket>();
  const add = openSharedCount(engine);

  function find(key: string, max: number, windowMs: number): Bucket {
    const now = engine.now().getTime();
    const found = buckets.get(key);
    if (found && found.endsAt > now && found.max === max) return found;
    // By the clock, so that all processes mean the same window.
    const endsAt = (Math.floor(now / windowMs) + 1) * windowMs;
    const bucket: Bucket = { endsAt, max, tokens: 0, left: max, waiting: 0, lease: undefined };
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size > bucketsMax) buckets.delete(buckets.keys().next().value!);
    return bucket;
  }

  async function lease(bucket: Bucket, key: string): Promise<void> {
    const want = Math.min(bucket.left, Math.max(bucket.waiting, Math.ceil(bucket.left / leaseShare)));
    try {
      const taken = await add(key, bucket.endsAt, want);
      bucket.tokens += Math.max(0, Math.min(want, bucket.max - (taken - want)));
      bucket.left = Math.max(0, bucket.max - taken);
    } catch (error) {
      engine.log.warn({ err: error }, 'requests are counted by this process alone');
      bucket.tokens += want;
      bucket.left -= want;
    } finally {
      bucket.lease = undefined;
    }
  }

  return {
    async take(key, max, windowMs) {
      const bucket = find(key, max, windowMs);
      bucket.waiting += 1;
      while (bucket.tokens === 0 && bucket.left > 0) await (bucket.lease ??= lease(bucket, key));
      bucket.waiting -= 1;
      const allowed = bucket.tokens > 0;
      if (allowed) bucket.tokens -= 1;
      const resetMs = Math.max(0, bucket.endsAt - engine.now().getTime());
      return { allowed, remaining: bucket.tokens + bucket.left, resetMs };
    },
  };
}

/** Adds to counts in the database, all that wait with one statement; answers each with its new total. */
function openSharedCount({ db, keys }: Pick<Engine, 'db' | 'keys'>) {
  let queue: Wish[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (queue.length > 0) {
      // In one order everywhere: two processes that count the same keys never wait for each other in a ring.
      const batch = queue.slice(0, batchMax).toSorted((left, right) => left.key.compare(right.key));
      queue = queue.slice(batchMax);
      try {
        const { rows } = await db.pool.query<{ ends_at: Date; key: Buffer; taken: number }>({
          name: 'count rates',
          text: `INSERT INTO rate_count AS c (ends_at, key, taken)
                 SELECT ends_at, key, sum(want) FROM unnest($1::timestamptz[], $2::bytea[], $3::bigint[]) WITH ORDINALITY AS w(ends_at, key, want, place)
                 GROUP BY ends_at, key ORDER BY min(place)
                 ON CONFLICT (ends_at, key) DO UPDATE SET taken = c.taken + excluded.taken RETURNING ends_at, key, taken`,
          values: [
            batch.map(({ endsAt }) => new Date(endsAt)),
            batch.map(({ key }) => key),
            batch.map(({ want }) => want),
          ],
        });
        const totals = new Map(
          rows.map((row) => [`${row.key.toString('base64')} ${row.ends_at.getTime()}`, row.taken]),
        );
        for (const { key, endsAt, settle } of batch) settle(totals.get(`${key.toString('base64')} ${endsAt}`)!);
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
    running = false;
  }

  return (name: string, endsAt: number, want: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('the shared count did not answer in time')), leaseMaxMs);
      const done =
        <Value>(then: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(limit);
          then(value);
        };
      const key = createHmac('sha256', keys.contactFingerprint).update(`rate ${name}`).digest().subarray(0, 16);
      queue.push({ key, endsAt, want, settle: done(resolve), fail: done(reject) });
      if (!running) void run();
    });
}
