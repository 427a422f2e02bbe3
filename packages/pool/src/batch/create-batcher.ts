import { ApiError } from '../api-error.ts';
import { traced } from '../trace.ts';

export interface BatcherOptions<Item, Result> {
  name: string;
  /** Does the whole batch in one transaction; answers each item at its place. A refusal is a result, not a throw. */
  run(items: readonly Item[]): Promise<readonly (Result | ApiError)[]>;
  /** Most items in one batch. */
  batchMax: number;
  /** Batches under way at once. */
  concurrency: number;
  /** Most items waiting; one more is refused as overloaded. */
  queueMax: number;
  /** Called after each batch, for metrics. */
  onBatch?(size: number, waitedMs: number): void;
}

export interface Batcher<Item, Result> {
  /** Puts the item into the next batch. Rejects with what refused or broke this item alone. */
  add(item: Item): Promise<Result>;
  /** Waits until nothing is waiting or under way. */
  drain(): Promise<void>;
  readonly waiting: number;
}

/**
 * So many items are worth a batch of their own beside another: while the database writes the one, this process works on the other.
 * Fewer share one, since what a batch costs by itself would be paid twice.
 */
const batchWorth = 32;

interface Waiting<Item, Result> {
  item: Item;
  since: number;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Group commit: while one batch is under way the next one fills, so a commit is shared by all who wait and an idle
 * pool adds no delay. A batch that breaks is done again one item at a time, so one item never fails its neighbours.
 */
export function createBatcher<Item, Result>(options: BatcherOptions<Item, Result>): Batcher<Item, Result> {
  const queue: Waiting<Item, Result>[] = [];
  let running = 0;
  let idle: (() => void)[] = [];

  function next(): void {
    while (running < options.concurrency && queue.length > 0) {
      const parts = Math.max(1, Math.min(options.concurrency - running, Math.floor(queue.length / batchWorth)));
      const batch = queue.splice(0, Math.min(options.batchMax, Math.ceil(queue.length / parts)));
      running += 1;
      options.onBatch?.(batch.length, performance.now() - batch[0]!.since);
      void runBatch(options, batch).finally(() => {
        running -= 1;
        next();
      });
    }
    if (running === 0 && queue.length === 0) {
      for (const resolve of idle) resolve();
      idle = [];
    }
  }

  return {
    add(item) {
      if (queue.length >= options.queueMax) return Promise.reject(new ApiError('overloaded', { retryAfterS: 1 }));
      return new Promise<Result>((resolve, reject) => {
        queue.push({ item, since: performance.now(), resolve, reject });
        // A turn of the event loop lets requests that arrived together share a commit.
        if (queue.length === 1) setImmediate(next);
      });
    },
    drain() {
      return running === 0 && queue.length === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve));
    },
    get waiting() {
      return queue.length;
    },
  };
}

async function runBatch<Item, Result>(
  options: BatcherOptions<Item, Result>,
  batch: Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await traced(`batch ${options.name}`, { size: batch.length }, () =>
      options.run(batch.map(({ item }) => item)),
    );
    if (results.length !== batch.length)
      throw new Error(`batch ${options.name}: ${results.length} results for ${batch.length} items`);
    for (const [index, waiting] of batch.entries()) settle(waiting, results[index]!);
  } catch (error) {
    if (batch.length === 1) {
      batch[0]!.reject(error);
      return;
    }
    for (const waiting of batch) await runBatch(options, [waiting]);
  }
}

function settle<Item, Result>(waiting: Waiting<Item, Result>, result: Result | ApiError): void {
  if (result instanceof ApiError) waiting.reject(result);
  else waiting.resolve(result);
}
