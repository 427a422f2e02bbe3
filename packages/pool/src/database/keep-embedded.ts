/**
 * The keeper: a small process of its own beside an embedded server. Each process that uses the database holds a connection to the
 * keeper's socket; the operating system closes it when that process ends, however it ends. When the last is gone, so is the server.
 * Started by join-keeper.ts with one argument, the JSON of KeeperOrders.
 */
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chooseSettings } from './choose-settings.ts';
import { createCluster } from './create-cluster.ts';
import { createDatabase } from './create-database.ts';
import { EmbeddedError } from './embedded-error.ts';
import { findPrograms } from './find-programs.ts';
import type { KeeperAnswer, KeeperOrders } from './join-keeper.ts';
import { knock } from './knock.ts';
import { lockKeeper, type Unlock } from './lock-keeper.ts';
import { urlOf } from './probe-postgres.ts';
import { runPostgres, type RunningServer } from './run-postgres.ts';

/** Longer than a server may take to stop. */
const TURN_LIMIT_MS = 120_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const { place, settings, lingerMs } = JSON.parse(process.argv[2] ?? '') as KeeperOrders;
const socketPath = join(place.run, 'keeper.sock');
const unlock = await waitForTurn();
if (unlock) keep(unlock);

/** Our predecessor may still be stopping its server. Answers null when another keeper came first. */
async function waitForTurn(): Promise<Unlock | null> {
  const end = Date.now() + TURN_LIMIT_MS;
  while (Date.now() < end) {
    const free = lockKeeper(place);
    if (free) return free;
    const other = await knock(socketPath);
    other?.destroy();
    if (other) return null;
    await delay(50);
  }
  throw new Error(`${place.home}/keeper.lock is held by a process that does not answer.`);
}

function keep(unlock: Unlock): void {
  /** Processes that use the database, and those that gave it up and wait to hear that it is down. */
  const users = new Set<Socket>();
  const leavers = new Set<Socket>();
  let answer: KeeperAnswer | null = null;
  let lingering: NodeJS.Timeout | undefined;
  let closing = false;
  const door = openDoor(welcome);
  const starting = start();
  void starting.then(announce);
  for (const signal of SIGNALS) process.on(signal, () => void close());

  function welcome(socket: Socket): void {
    clearTimeout(lingering);
    users.add(socket);
    socket.on('error', () => {});
    // The only thing a user ever says: it leaves, and waits for the end if it was the last and nothing lingers.
    socket.on('data', () => {
      if (users.delete(socket)) leavers.add(socket);
      if (users.size > 0 || lingerMs > 0) socket.end();
      closeIfUnused();
    });
    socket.on('close', () => {
      leavers.delete(socket);
      if (users.delete(socket)) closeIfUnused();
    });
    if (answer) tell(socket, answer);
  }

  function announce(outcome: RunningServer | KeeperAnswer): void {
    answer = 'stop' in outcome ? { url: urlOf(place.run, 'kameng'), keeper: process.pid } : outcome;
    for (const user of users) tell(user, answer);
    if (!('stop' in outcome)) return void close();
    // Somebody else ended the server: go too, so that whoever needs it asks for a new one.
    void outcome.exited.then(close);
    closeIfUnused();
  }

  function closeIfUnused(): void {
    clearTimeout(lingering);
    if (users.size === 0 && answer) lingering = setTimeout(() => void close(), lingerMs);
  }

  /** The door first: a newcomer finds it shut and starts a keeper of its own, which waits for our lock. */
  async function close(): Promise<void> {
    if (closing) return;
    closing = true;
    clearTimeout(lingering);
    door.close();
    const outcome = await starting;
    if ('stop' in outcome) await outcome.stop();
    for (const socket of [...users, ...leavers]) socket.end();
    unlock();
    for (const signal of SIGNALS) process.removeAllListeners(signal);
    // Sockets whose other side is frozen must not keep us.
    setTimeout(() => process.exit(), 1000).unref();
  }
}

function tell(socket: Socket, answer: KeeperAnswer): void {
  socket.write(`${JSON.stringify(answer)}\n`);
}

function openDoor(welcome: (socket: Socket) => void): Server {
  // We hold the lock, so whatever is there belongs to a dead keeper.
  rmSync(socketPath, { force: true });
  return createServer(welcome).listen(socketPath);
}

async function start(): Promise<RunningServer | KeeperAnswer> {
  try {
    const programs = findPrograms(place);
    await createCluster(place, programs);
    const server = await runPostgres(place, programs, chooseSettings(place, settings));
    await createDatabase(place.run);
    return server;
  } catch (error) {
    console.error(error);
    const code = error instanceof EmbeddedError ? error.code : 'start_failed';
    return { error: { code, message: (error as Error).message } };
  }
}
