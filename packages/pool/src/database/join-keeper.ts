import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ServerSettings } from './choose-settings.ts';
import { EmbeddedError, type EmbeddedErrorCode } from './embedded-error.ts';
import { knock } from './knock.ts';
import { openLog } from './open-log.ts';
import type { ClusterPlace } from './place-cluster.ts';

/** What a keeper is told when it is started. */
export type KeeperOrders = { place: ClusterPlace; settings: ServerSettings; lingerMs: number };
/** The one line a keeper says to each user. */
export type KeeperAnswer = { url: string; keeper: number } | { error: { code: EmbeddedErrorCode; message: string } };
/** A use of the server that lasts as long as the socket is open. */
export type Lease = { url: string; keeper: number; socket: Socket };

const JOIN_LIMIT_MS = 330_000;
const KNOCK_EVERY_MS = 20;
const FAILURES_MAX = 3;

/** Joins the keeper of a cluster, starting one when there is none. Throws EmbeddedError. */
export async function joinKeeper(orders: KeeperOrders): Promise<Lease> {
  const end = Date.now() + JOIN_LIMIT_MS;
  let keeper: ChildProcess | null = null;
  let failures = 0;
  while (Date.now() < end) {
    const socket = await knock(join(orders.place.run, 'keeper.sock'));
    const answer = socket ? await hear(socket) : null;
    if (socket && answer && 'url' in answer) return { ...answer, socket };
    socket?.destroy();
    if (answer && 'error' in answer) throw new EmbeddedError(answer.error.code, answer.error.message);
    // Nobody answers: the keeper is yet to come, or one has just left. Ours ends with 0 when another came first.
    if (keeper && hasEnded(keeper) && keeper.exitCode !== 0) failures += 1;
    if (failures > FAILURES_MAX)
      throw new EmbeddedError('start_failed', `The database's keeper fails: ${logTail(orders.place)}`);
    if (!keeper || hasEnded(keeper)) keeper = startKeeper(orders);
    await delay(KNOCK_EVERY_MS);
  }
  throw new EmbeddedError(
    'start_timeout',
    `The embedded database did not start in ${JOIN_LIMIT_MS / 1000} s. See ${orders.place.home}/keeper.log.`,
  );
}

/** The keeper's line, or null when it left without a word. */
function hear(socket: Socket): Promise<KeeperAnswer | null> {
  return new Promise((resolve) => {
    let heard = '';
    const settle = (answer: KeeperAnswer | null) => {
      clearTimeout(limit);
      socket.removeListener('data', onData).removeListener('close', onClose);
      resolve(answer);
    };
    const onClose = () => settle(null);
    const onData = (chunk: Buffer) => {
      heard += chunk.toString();
      if (heard.includes('\n')) settle(JSON.parse(heard) as KeeperAnswer);
    };
    const limit = setTimeout(onClose, JOIN_LIMIT_MS);
    socket.on('close', onClose).on('data', onData);
  });
}

function startKeeper(orders: KeeperOrders): ChildProcess {
  const log = openLog(orders.place, 'keeper.log');
  try {
    const program = fileURLToPath(import.meta.resolve('./keep-embedded.ts'));
    const keeper = spawn(process.execPath, [program, JSON.stringify(orders)], {
      cwd: '/',
      // Not our environment: a test runner's or debugger's variables would make the keeper a part of it.
      env: { PATH: process.env.PATH },
      // Its own session: Ctrl-C in our terminal is for us, and the keeper has to outlive us to clear up.
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

function hasEnded(keeper: ChildProcess): boolean {
  return keeper.pid === undefined || keeper.exitCode !== null || keeper.signalCode !== null;
}

function logTail(place: ClusterPlace): string {
  return readFileSync(join(place.home, 'keeper.log'), 'utf8').slice(-2000).trim();
}
