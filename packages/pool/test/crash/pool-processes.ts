import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ProcessOrders } from './pool-process.ts';

/** The pool processes of a crash test. One that was killed is started again. */
export interface PoolProcesses {
  /** A process that answers, chosen by chance; undefined while there is none. */
  find(): string | undefined;
  /** Kills one with SIGKILL in the middle of whatever it does. Answers whether there was one. */
  killOne(): boolean;
  /** Resolves when all of them answer. */
  allUp(): Promise<void>;
  /** Moves the clocks of all of them. */
  setAhead(aheadMs: number): void;
  close(): Promise<void>;
}

interface Place {
  child: ChildProcess;
  url: string | undefined;
}

/** A process that was killed while it started, or found no database, is started again; one that never starts is a fault. */
const failuresMax = 30;

/**
 * @param cacheDir where Node keeps compiled code, so that a new process is there sooner
 * @param orders what each new process is told; asked at every start
 */
export function keepPoolProcesses(count: number, cacheDir: string, orders: () => ProcessOrders): PoolProcesses {
  const places: Place[] = [];
  let closed = false;
  let awaiting: { resolve(): void; reject(error: Error): void }[] = [];
  let failures = 0;

  function start(index: number): void {
    const child = fork(join(import.meta.dirname, 'pool-process.ts'), {
      execArgv: [],
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: cacheDir },
    });
    const place: Place = { child, url: undefined };
    places[index] = place;
    child.send(orders());
    child.once('message', ({ url }: { url: string }) => {
      place.url = url;
      failures = 0;
      if (places.every((each) => each.url !== undefined)) settle();
    });
    // Also one that could not start, because the database was just being killed.
    child.once('exit', () => {
      if (closed) return;
      if (place.url === undefined && child.signalCode === null) failures += 1;
      place.url = undefined;
      if (failures > failuresMax) settle(new Error('pool processes do not start'));
      else start(index);
    });
  }
  function settle(error?: Error): void {
    for (const { resolve, reject } of awaiting) {
      if (error) reject(error);
      else resolve();
    }
    awaiting = [];
  }
  for (let index = 0; index < count; index += 1) start(index);

  const up = () => places.filter(({ url }) => url !== undefined);
  const one = () => up()[Math.floor(Math.random() * up().length)];
  return {
    find: () => one()?.url,
    killOne() {
      const victim = one();
      if (!victim) return false;
      victim.url = undefined;
      victim.child.kill('SIGKILL');
      return true;
    },
    allUp: () =>
      up().length === count ? Promise.resolve() : new Promise((resolve, reject) => awaiting.push({ resolve, reject })),
    setAhead(aheadMs) {
      for (const { child } of places) if (child.connected) child.send({ aheadMs });
    },
    async close() {
      closed = true;
      const ended = places.map(({ child }) => once(child, 'exit'));
      for (const { child } of places) child.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}
