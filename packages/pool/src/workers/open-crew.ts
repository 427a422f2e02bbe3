import cluster from 'node:cluster';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { forkMember, type MemberEnv } from './fork-member.ts';
import { keepPlace } from './keep-place.ts';
import { memoryFlags } from './memory-flags.ts';

/** The workers of one pool. */
export interface Crew {
  /** Lets all of them serve; those above `count` leave. Throws WorkerError when one cannot start. */
  serve(count: number, env: MemberEnv): Promise<void>;
  /** Replaces one worker after the other. Throws WorkerError when a successor does not start; what serves then goes on. */
  restart(): Promise<void>;
  /** All finish and end. */
  leave(): Promise<void>;
  pids(): number[];
}

export interface CrewOptions {
  log: Logger;
  /** How long workers still serve after they were told to end. */
  noticeS: number;
  /** Where compiled code is kept. */
  dataDir: string;
}

/** Forks workers at once, so that they load while the database starts; they serve when they are told to. */
export function openCrew(wanted: number, { log, noticeS, dataDir }: CrewOptions): Crew {
  // Each worker takes connections from the port itself: one that is killed then takes none with it that it had not accepted, one
  // that is busy leaves them to others, and this process is in nobody's way. Handed out in turn they would hang with the dead.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({
    exec: fileURLToPath(import.meta.resolve('./worker.ts')),
    args: [],
    execArgv: [...process.execArgv, ...memoryFlags],
  });
  const hire = () => forkMember(join(dataDir, 'compile-cache'));
  const places = Array.from({ length: wanted }, () => keepPlace(hire, { log, noticeS }));
  let restarting: Promise<void> = Promise.resolve();
  return {
    async serve(count, env) {
      const surplus = places.splice(count);
      await Promise.all([
        ...surplus.map((place) => place.leave({ successor: true })),
        ...places.map((place) => place.serve(env)),
      ]);
    },
    restart() {
      const done = restarting.then(async () => {
        // One at a time: connections and memory suffice for one more than there are.
        for (const place of places) await place.renew();
      });
      restarting = done.catch(() => {});
      return done;
    },
    leave: async () => void (await Promise.all(places.map((place) => place.leave({ successor: false })))),
    pids: () => places.map((place) => place.pid()),
  };
}
