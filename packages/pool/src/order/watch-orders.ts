import type { Logger } from 'pino';
import pg from 'pg';
import { clearCaches, staleChannel } from '../cache/engine-cache.ts';

/** Tells who follows an order that it changed. Only a hint: followers read the order again, and look by themselves too. */
export interface OrderWatch {
  /** Calls back on each hint about the order until the returned function is called. */
  follow(orderId: string, onChange: () => void): () => void;
  /** Tells every process that these orders changed. Never throws; a lost hint costs a follower a second. */
  tell(orderIds: readonly string[]): void;
  close(): Promise<void>;
}

const channelName = 'order_changed';
const reconnectDelayMs = 1000;

/** Opens the watch on a connection of its own, by LISTEN/NOTIFY. */
export async function openOrderWatch(pool: pg.Pool, connectionString: string, log: Logger): Promise<OrderWatch> {
  const followers = new Map<string, Set<() => void>>();
  let closed = false;
  let listener: pg.Client | undefined;
  let reconnect: NodeJS.Timeout | undefined;

  async function listen(): Promise<void> {
    const client = new pg.Client({ connectionString, application_name: 'kameng-order-watch', keepAlive: true });
    client.on('notification', ({ channel, payload }) => {
      if (channel === staleChannel) return clearCaches(pool);
      for (const orderId of payload?.split(',') ?? []) for (const onChange of followers.get(orderId) ?? []) onChange();
    });
    client.on('error', (error) => log.warn({ err: error }, 'order watch lost its connection'));
    client.on('end', () => {
      if (!closed)
        reconnect = setTimeout(
          () => listen().catch((error) => log.warn({ err: error }, 'order watch cannot connect')),
          reconnectDelayMs,
        );
    });
    await client.connect();
    await client.query(`LISTEN ${channelName}; LISTEN ${staleChannel}`);
    // What was said while nobody listened is not known.
    clearCaches(pool);
    listener = client;
  }
  await listen();

  return {
    follow(orderId, onChange) {
      const callbacks = followers.get(orderId) ?? new Set();
      followers.set(orderId, callbacks.add(onChange));
      return () => {
        callbacks.delete(onChange);
        if (callbacks.size === 0) followers.delete(orderId);
      };
    },
    tell(orderIds) {
      if (orderIds.length === 0 || closed) return;
      const payloads: string[] = [];
      for (let start = 0; start < orderIds.length; start += 200)
        payloads.push(orderIds.slice(start, start + 200).join(','));
      pool
        .query(`SELECT pg_notify('${channelName}', payload) FROM unnest($1::text[]) AS payload`, [payloads])
        .catch((error: unknown) => log.warn({ err: error }, 'order hint was lost'));
    },
    async close() {
      closed = true;
      clearTimeout(reconnect);
      await listener?.end();
    },
  };
}
