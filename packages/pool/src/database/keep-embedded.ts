/**
 * The keeper: a small process of its own beside an embedded server. Each process that uses the database holds a connection to the
 * keeper's socket; the operating system closes it when that process ends, however it ends. When the last is gone, so is the server.
 * Started by join-keeper.ts with one argument, the JSON of KeeperOrders.
 */
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { chooseSettings } from './choose-settings.ts';
import { createCluster } from './create-cluster.ts';
import { EmbeddedError } from './embedded-error.ts';
import { findPrograms } from './find-programs.ts';
import type { KeeperAnswer, KeeperOrders } from './join-keeper.ts';
import { lockKeeper } from './lock-keeper.ts';
import { urlOf } from './probe-postgres.ts';
import { runPostgres, type RunningServer, stopPostgres } from './run-postgres.ts';

const orders = JSON.parse(process.argv[2] ?? '') as KeeperOrders;
const { place, settings, lingerMs } = orders;
/** Processes that use the database, and those that gave it up and wait to hear that it is down. */
const users = new Set<Socket>();
const leavers = new Set<Socket>();
let answer: KeeperAnswer | null = null;
let server: RunningServer | null = null;
let lingering: NodeJS.Timeout | undefined;
let closing = false;

const unlock = lockKeeper(place);
if (unlock) {
  const door = listen();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close(door));
  try {
    const programs = findPrograms(place);
    await createCluster(place, programs);
    server = await runPostgres(place, programs, chooseSettings(place, settings));
    answer = { url: urlOf(place.run, 'kameng') };
    // Somebody else ended the server: go too, so that whoever needs it asks for a new one.
    void server.exited.then(() => close(door));
  } catch (error) {
    const code = error instanceof EmbeddedError ? error.code : 'start_failed';
    answer = { error: { code, message: (error as Error).message } };
    console.error(error);
  }
  for (const user of users) tell(user);
  if (server === null) await close(door);
  else lingerIfUnused(door);
}

function listen(): Server {
  const path = join(place.run, 'keeper.sock');
  // We hold the lock, so whatever is there belongs to a dead keeper.
  rmSync(path, { force: true });
  const door = createServer((socket) => welcome(socket, door));
  door.listen(path);
  return door;
}

function welcome(socket: Socket, door: Server): void {
  clearTimeout(lingering);
  users.add(socket);
  socket.on('error', () => {});
  socket.on('data', () => {
    // The only thing a user ever says: it leaves, and waits for the end if it was the last and nothing lingers.
    if (users.delete(socket)) leavers.add(socket);
    if (users.size > 0 || lingerMs > 0) socket.end();
    lingerIfUnused(door);
  });
  socket.on('close', () => {
    leavers.delete(socket);
    if (users.delete(socket)) lingerIfUnused(door);
  });
  tell(socket);
}

function tell(socket: Socket): void {
  if (answer) socket.write(`${JSON.stringify(answer)}\n`);
}

function lingerIfUnused(door: Server): void {
  clearTimeout(lingering);
  if (users.size === 0 && answer !== null) lingering = setTimeout(() => void close(door), lingerMs);
}

/** The door first, so that a newcomer finds it shut and starts a keeper of its own, which waits for our lock. */
async function close(door: Server): Promise<void> {
  if (closing) return;
  closing = true;
  door.close();
  if (server) await stopPostgres(server.pid);
  for (const socket of [...users, ...leavers]) socket.end();
  unlock?.();
  // Sockets whose other side is frozen must not keep us.
  setTimeout(() => process.exit(), 1000).unref();
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM').removeAllListeners('SIGHUP');
}
