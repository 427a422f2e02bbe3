import type { Order } from '@kameng/contract/order';
import { getOrder } from './orders.ts';
import { KamengError } from './problem.ts';
import type { Client } from './request.ts';
import { streamOrder } from './stream-order.ts';
import { wait } from './wait.ts';

export interface FollowOptions {
  /** Called with the first state and on every change, in the order of `sequence`, never twice for the same. */
  onOrder: (order: Order) => void;
  /** When to stop; delivered or refunded unless given, for a late payment can still wake an expired order. */
  until?: ((order: Order) => boolean) | undefined;
  signal?: AbortSignal | undefined;
}

export interface Following {
  /** The order in its final state. Rejects when the order or the token is not known, or the signal aborted. */
  done: Promise<Order>;
  /** Looks now: call it when the buyer says "I have paid". */
  check: () => void;
}

const firstWaitMs = 1000;
const longestWaitMs = 20_000;
/** A stream silent for this long may be dead without having said so; polling goes on beside it. */
const silenceMs = 45_000;
const longestBackoffSteps = 10;

/**
 * Follows an order until it is final, with `client.key` as the order's token or the site's secret key: by server-sent events, and by
 * polling wherever they do not get through. It never gives up on its own: waits grow to 20 s and start again small after a change,
 * and coming back to the tab, the page or the network looks at once.
 */
export function followOrder(client: Client, id: string, options: FollowOptions): Following {
  const { onOrder, until = isFinal, signal } = options;
  let last: Order | undefined;
  let heardAtMs = 0;
  let step = 0;
  let turn = new AbortController();
  let stream: AbortController | undefined;

  const check = () => {
    stream?.abort(); // it may be dead without knowing it: a phone that slept
    stream = undefined;
    heardAtMs = step = 0;
    turn.abort();
  };
  const see = (order: Order) => {
    if (last && order.sequence <= last.sequence) return;
    last = order;
    step = 0;
    onOrder(order);
    if (until(order)) turn.abort();
  };

  async function listen(connection: AbortController): Promise<void> {
    const openedAtMs = Date.now();
    try {
      for await (const order of streamOrder(client, id, connection.signal)) {
        if (order) see(order);
        // Only after its first order is a stream known to be complete: until then polling fills the gap before it was opened.
        if (order || heardAtMs) heardAtMs = Date.now();
      }
    } finally {
      if (stream === connection) {
        stream = undefined;
        heardAtMs = 0;
        // A proxy that cuts long answers off is normal: look again at once. One that ends every stream early must not spin.
        if (Date.now() - openedAtMs > 5000) turn.abort();
      }
    }
  }

  async function run(): Promise<Order> {
    for (;;) {
      if (last && until(last)) return last;
      turn = new AbortController();
      let waitMs = 0;
      if (!stream) {
        stream = new AbortController();
        listen(stream).catch(() => {}); // polling is the answer to every failure of the stream
      }
      try {
        if (Date.now() - heardAtMs > silenceMs) see(await getOrder(client, id, { retries: 0, signal }));
      } catch (error) {
        if (signal?.aborted || !(error instanceof KamengError) || isHopeless(error)) throw error;
        waitMs = error.retryAfterMs ?? 0;
      }
      await (client.wait ?? wait)(Math.max(waitMs, backoffMs(step++)), turn.signal).catch(() => {});
      if (signal?.aborted) throw signal.reason;
    }
  }

  const stopWatching = onReturn(check, signal);
  const done = run().finally(() => {
    stopWatching();
    stream?.abort();
  });
  done.catch(() => {}); // who only wants onOrder need not hear of the end
  return { done, check };
}

/** Whether nothing more will happen to the order by itself. */
export function isFinal({ status }: Order): boolean {
  return status === 'delivered' || status === 'refunded';
}

function backoffMs(step: number): number {
  return Math.min(firstWaitMs * 1.6 ** Math.min(step, longestBackoffSteps), longestWaitMs);
}

function isHopeless({ status }: KamengError): boolean {
  return status === 401 || status === 403 || status === 404;
}

/** Runs `look` when the caller aborts, or the buyer comes back to the tab, the page (also from the back-forward cache) or the network. */
function onReturn(look: () => void, signal: AbortSignal | undefined): () => void {
  const ends = new AbortController();
  const options = { signal: ends.signal };
  signal?.addEventListener('abort', look, options);
  if (typeof document !== 'undefined') {
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look(), options);
    addEventListener('pageshow', look, options);
    addEventListener('online', look, options);
  }
  return () => ends.abort();
}
