import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerSettings } from './choose-settings.ts';
import { joinKeeper, type KeeperOrders, type Lease } from './join-keeper.ts';
import { placeCluster } from './place-cluster.ts';

/** What the database code logs to; a pino logger fits. */
export type DatabaseLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
};

export type EmbeddedOptions = {
  /** Where the data should live. As root it may have to live elsewhere, see placeCluster; the log says where. */
  dataDir: string;
  log: DatabaseLog;
  /** Overrides of chooseSettings, obeyed by whoever starts the server and ignored by those who join a running one. */
  settings?: ServerSettings;
  /** How long the server outlives its last user. 0: stop() waits until it is down. */
  lingerMs?: number;
};

export type EmbeddedServer = {
  /** Address of the database `kameng` for its owner, the role `kameng`, which is no superuser. */
  url: string;
  /** Gives the server up. It ends when nobody else uses it. */
  stop(): Promise<void>;
};

const REJOINS_MAX = 5;
const STOP_LIMIT_MS = 90_000;

/**
 * Starts the PostgreSQL that comes with Kameng, or joins the one that already runs on the same data: a second start of the same
 * checkout shares the server. It ends with its last user, even one that was killed. Throws EmbeddedError.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { log, settings = {}, lingerMs = 0 } = options;
  const place = placeCluster(options.dataDir);
  const orders: KeeperOrders = { place, settings, lingerMs };
  const stopping = new AbortController();
  const first = await joinKeeper(orders);
  let lease: Promise<Socket | null> = Promise.resolve(hold(first));
  return { url: first.url, stop };

  function hold({ socket, keeper }: Lease): Socket {
    log.info({ data: place.cluster, keeper }, 'embedded database ready');
    // A server nobody stops must not keep a finished program from ending.
    socket.unref();
    // Read on, or its end would go unnoticed.
    socket.resume();
    socket.once('close', () => {
      if (!stopping.signal.aborted) lease = rejoin();
    });
    return socket;
  }

  /** The keeper was killed, or the server under it. Ask for both again; the pool reconnects by itself. */
  async function rejoin(): Promise<Socket | null> {
    for (let attempt = 1; attempt <= REJOINS_MAX && !stopping.signal.aborted; attempt += 1) {
      log.warn({ attempt }, 'embedded database lost, starting it again');
      try {
        return hold(await joinKeeper(orders));
      } catch (error) {
        log.warn({ attempt, err: error }, 'embedded database not started');
        await delay(1000 * attempt, undefined, { ref: false, signal: stopping.signal }).catch(() => {});
      }
    }
    return null;
  }

  async function stop(): Promise<void> {
    if (stopping.signal.aborted) return;
    stopping.abort();
    const socket = await lease;
    if (socket) await leave(socket);
  }
}

/** Says goodbye, and waits until the keeper hangs up: at once when others stay, else when the server is down. */
function leave(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) return resolve();
    const limit = setTimeout(() => socket.destroy(), STOP_LIMIT_MS);
    socket.once('close', () => {
      clearTimeout(limit);
      resolve();
    });
    socket.ref();
    socket.write('leave\n');
  });
}
