import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';
import { buyOrders, type Purchase, type Bought } from '../order/buy-orders.ts';
import { holdOrders, type Hold, type Held } from '../order/hold-orders.ts';
import { applySeen, type SeenMessage, type SeenOutcome } from '../payment/apply-seen.ts';
import type { ShelfStart } from '../stock/claim-codes.ts';
import { createBatcher, type Batcher, type BatcherOptions } from './create-batcher.ts';

/** The engine without its batchers: what the batched verbs work with. */
export type ApplyEngine = Omit<Engine, 'batchers'>;

/** The verbs that take stock or move money; each call joins the next batch. */
export interface Batchers {
  holdOrder(hold: Hold): Promise<Held>;
  buyOrder(purchase: Purchase): Promise<Bought>;
  applySeen(message: SeenMessage): Promise<SeenOutcome>;
  /** Waits until every batch is done; call it before the database goes away. */
  drain(): Promise<void>;
  waiting(): Record<string, number>;
}

export interface BatchLimits {
  batchMax: number;
  concurrency: number;
  queueMax: number;
  onBatch?(name: string, size: number, waitedMs: number): void;
  /** Called for each item, for metrics. */
  onEnd?(end: ItemEnd): void;
}

/** How an item ended, in the words of its verb or with the code of its refusal; `failed` when it broke. */
export type ItemEnd =
  | { verb: 'holdOrder' | 'buyOrder'; outcome: string }
  | { verb: 'applySeen'; outcome: string; channel: string };

const defaultLimits: BatchLimits = { batchMax: 256, concurrency: 2, queueMax: 10_000 };

/** How often an item that others are in the way of is put into a further batch, and how long it steps back at most. */
const busyMax = 100;
const busyDelayMaxMs = 50;

/** Opens the batchers of one process. */
export function openBatchers(engine: ApplyEngine, limits: Partial<BatchLimits> = {}): Batchers {
  const { batchMax, concurrency, queueMax, onBatch, onEnd } = { ...defaultLimits, ...limits };
  const shelfStart: ShelfStart = new Map();
  function open<Item, Result>(
    name: string,
    run: BatcherOptions<Item, Result | 'busy'>['run'],
  ): Batcher<Item, Result | 'busy'> {
    return createBatcher({
      name,
      run,
      batchMax,
      concurrency,
      queueMax,
      ...(onBatch && { onBatch: (size: number, waitedMs: number) => onBatch(name, size, waitedMs) }),
    });
  }
  const hold = open<Hold, Held>('hold', (items) => holdOrders(engine, shelfStart, items));
  const buy = open<Purchase, Bought>('buy', (items) => buyOrders(engine, shelfStart, items));
  const seen = open<SeenMessage, SeenOutcome>('seen', (items) => applySeen(engine, shelfStart, items));
  return {
    holdOrder: (item) =>
      told(
        addUntilDone(hold, item),
        ({ replayed }) => (replayed ? 'replayed' : 'held'),
        (outcome) => onEnd?.({ verb: 'holdOrder', outcome }),
      ),
    buyOrder: (item) =>
      told(
        addUntilDone(buy, item),
        (bought) => (bought.replayed ? 'replayed' : bought.bought.delivered ? 'delivered' : 'paid'),
        (outcome) => onEnd?.({ verb: 'buyOrder', outcome }),
      ),
    applySeen: (item) =>
      told(
        addUntilDone(seen, item),
        (outcome) => outcome,
        (outcome) => onEnd?.({ verb: 'applySeen', outcome, channel: item.channel }),
      ),
    drain: async () => void (await Promise.all([hold.drain(), buy.drain(), seen.drain()])),
    waiting: () => ({ hold: hold.waiting, buy: buy.waiting, seen: seen.waiting }),
  };
}

/** Tells how an item ended before whoever waits for it hears of it. */
async function told<Result>(
  ending: Promise<Result>,
  outcomeOf: (result: Result) => string,
  tell: (outcome: string) => void,
): Promise<Result> {
  try {
    const result = await ending;
    tell(outcomeOf(result));
    return result;
  } catch (error) {
    tell(error instanceof ApiError ? error.code : 'failed');
    throw error;
  }
}

async function addUntilDone<Item, Result>(batcher: Batcher<Item, Result | 'busy'>, item: Item): Promise<Result> {
  for (let attempt = 0; attempt < busyMax; attempt += 1) {
    const result = await batcher.add(item);
    if (result !== 'busy') return result;
    await delay(Math.min(busyDelayMaxMs, 1 + attempt * 2 * Math.random()));
  }
  throw new ApiError('overloaded', { retryAfterS: 1 });
}
