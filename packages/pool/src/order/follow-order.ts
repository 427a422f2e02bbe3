import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Order } from '@kameng/contract/order';
import type { FastifyReply } from 'fastify';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { askChannel } from '../payment/ask-channel.ts';
import { authoriseOrder } from './authorise-order.ts';
import { countFollower } from './count-followers.ts';
import { readOrder } from './read-orders.ts';

/** All in milliseconds. */
export interface FollowTimes {
  /** How often a follower looks by itself, should a hint be lost. */
  lookMs: number;
  /** A comment at least this often keeps proxies from hanging up. */
  heartbeatMs: number;
  /** After an order has come to rest, its stream ends this much later. */
  restMs: number;
  /** No stream lasts longer; clients reconnect. */
  streamMs: number;
}

const followTimes: FollowTimes = { lookMs: 2000, heartbeatMs: 15_000, restMs: 60_000, streamMs: 600_000 };
/** States in which nothing more happens by itself; money that comes late may still move an expired order. */
const atRest: ReadonlySet<Order['status']> = new Set(['delivered', 'expired', 'refunded']);

/**
 * Streams an order as server-sent events: `order` at once and on every change, with the order's sequence as id.
 * Throws `order_not_found`, and `overloaded` when this process has all the followers it can hold.
 */
export async function followOrder(
  ctx: Context,
  { params }: Input<'followOrder'>,
  reply: FastifyReply,
  times = followTimes,
): Promise<void> {
  await authoriseOrder(ctx, params.id);
  const order = await readOrder(ctx, params.id);
  const leave = countFollower(params.id);
  try {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'content-language': ctx.language,
      'x-accel-buffering': 'no',
    });
    // The stream is pulled: a reader that is slow, or stopped reading, misses states but never makes us keep them.
    await pipeline(Readable.from(watch(ctx, order, reply, times), { highWaterMark: 1, objectMode: true }), reply.raw);
  } catch (error) {
    // Most often a reader that has gone; any other trouble ends the stream too, and the reader comes back.
    ctx.log.debug({ err: error }, 'order stream broke off');
    reply.raw.destroy();
  } finally {
    leave();
  }
}

async function* watch(ctx: Context, first: Order, reply: FastifyReply, times: FollowTimes): AsyncGenerator<string> {
  const bell = createBell();
  const unfollow = ctx.orderWatch.follow(first.id, bell.ring);
  reply.raw.once('close', bell.ring);
  const { leaving, server } = reply.server;
  leaving?.addEventListener('abort', bell.ring);
  const listened = server.listening;
  const startedAt = performance.now();
  let sent = '';
  let order = first;
  let changedAt = startedAt;
  let wroteAt = startedAt;
  try {
    for (;;) {
      const now = performance.now();
      const message = JSON.stringify(order);
      if (message !== sent) {
        sent = message;
        changedAt = wroteAt = now;
        yield `event: order\nid: ${order.sequence}\ndata: ${message}\n\n`;
      } else if (now - wroteAt >= times.heartbeatMs) {
        wroteAt = now;
        yield ': still here\n\n';
      }
      const rested = atRest.has(order.status) && now - changedAt >= times.restMs;
      // A server that stops listening is shutting down and waits for its streams.
      const ending = leaving?.aborted || (listened && !server.listening);
      if (rested || ending || now - startedAt >= times.streamMs) return;
      if (order.status === 'held')
        void askChannel(ctx, order.id).catch((error: unknown) =>
          ctx.log.warn({ err: error }, 'channel could not be asked'),
        );
      const rung = await bell.wait(times.lookMs);
      if (reply.raw.destroyed) return;
      // Without a hint one cheap look will do; the whole order is read again with every heartbeat at the latest.
      const due = performance.now() - wroteAt >= times.heartbeatMs;
      if (rung || due || (await readSequence(ctx, order.id)) !== order.sequence) order = await readOrder(ctx, order.id);
    }
  } finally {
    unfollow();
    leaving?.removeEventListener('abort', bell.ring);
  }
}

async function readSequence(ctx: Context, orderId: string): Promise<number | undefined> {
  const { rows } = await ctx.db.pool.query<{ sequence: number }>({
    name: 'order sequence',
    text: 'SELECT sequence FROM orders WHERE id = $1',
    values: [orderId],
  });
  return rows[0]?.sequence;
}

/** Waits for a ring or for the time, whichever comes first, and answers whether it was rung; a ring while nobody waits is not lost. */
function createBell(): { ring: () => void; wait: (ms: number) => Promise<boolean> } {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async wait(ms) {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      const wasRung = rung;
      rung = false;
      wake = undefined;
      return wasRung;
    },
  };
}
