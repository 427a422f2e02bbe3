import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, fchownSync, openSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerSettings } from './choose-settings.ts';
import { EmbeddedError, type EmbeddedErrorCode } from './embedded-error.ts';
import type { ClusterPlace } from './place-cluster.ts';

/** What a keeper is told when it is started. */
export type KeeperOrders = { place: ClusterPlace; settings: ServerSettings; lingerMs: number };
/** The one line a keeper says to each user. */
export type KeeperAnswer = { url: string } | { error: { code: EmbeddedErrorCode; message: string } };
/** A use of the server that lasts as long as the socket is open. */
export type Lease = { url: string; socket: Socket };

const JOIN_LIMIT_MS = 330_000;
const LOG_BYTES_MAX = 1024 * 1024;

/** Joins the keeper of a cluster, starting one when there is none. Throws EmbeddedError. */
export async function joinKeeper(orders: KeeperOrders): Promise<Lease> {
  const end = Date.now() + JOIN_LIMIT_MS;
  let keeper: ChildProcess | null = null;
  while (Date.now() < end) {
    const socket = await knock(join(orders.place.run, 'keeper.sock'));
    const answer = socket ? await hear(socket) : null;
    if (socket && answer && 'url' in answer) return { url: answer.url, socket };
    socket?.destroy();
    if (answer && 'error' in answer) throw new EmbeddedError(answer.error.code, answer.error.message);
    // Nobody answers: the keeper is yet to come, or one is just leaving and its successor, ours or another's, waits for the lock.
    if (keeper === null || keeper.exitCode !== null || keeper.signalCode !== null) {
      if (keeper) await delay(200);
      keeper = startKeeper(orders);
    }
    await delay(10);
  }
  throw new EmbeddedError(
    'start_timeout',
    `The embedded database did not start in ${JOIN_LIMIT_MS / 1000} s. See ${orders.place.home}/keeper.log.`,
  );
}

function knock(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

/** The keeper's line, or null when it left without a word. */
function hear(socket: Socket): Promise<KeeperAnswer | null> {
  return new Promise((resolve) => {
    let heard = '';
    const settle = (answer: KeeperAnswer | null) => {
      clearTimeout(limit);
      socket.removeAllListeners('data').removeListener('close', onClose);
      resolve(answer);
    };
    const onClose = () => settle(null);
    const limit = setTimeout(onClose, JOIN_LIMIT_MS);
    socket.on('error', () => {});
    socket.once('close', onClose);
    socket.on('data', (chunk) => {
      heard += chunk.toString();
      if (heard.includes('\n')) settle(JSON.parse(heard) as KeeperAnswer);
    });
  });
}

function startKeeper(orders: KeeperOrders): ChildProcess {
  const { home, runAs } = orders.place;
  const path = join(home, 'keeper.log');
  const full = existsSync(path) && statSync(path).size > LOG_BYTES_MAX;
  const log = openSync(path, full ? 'w' : 'a', 0o600);
  try {
    if (runAs) fchownSync(log, runAs.uid, runAs.gid);
    const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keep-embedded.ts'), JSON.stringify(orders)], {
      cwd: '/',
      // Not our environment: a test runner's or debugger's variables would make the keeper a part of it.
      env: { PATH: process.env.PATH },
      detached: true,
      stdio: ['ignore', log, log],
    });
    keeper.on('error', () => {});
    keeper.unref();
    return keeper;
  } finally {
    closeSync(log);
  }
}
