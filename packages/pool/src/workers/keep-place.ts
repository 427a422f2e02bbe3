import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { dismissMember, type Member, type MemberEnv } from './fork-member.ts';

/** A place in the crew that is always to be filled. What is done about it is done one after the other. */
export interface Place {
  /** Lets its worker serve and answers when it does. Throws WorkerError. */
  serve(env: MemberEnv): Promise<void>;
  /** Puts a successor in before the worker leaves. Throws WorkerError, and then nothing has changed. */
  renew(): Promise<void>;
  /** The worker finishes and ends, and nobody takes the place. */
  leave(how: { successor: boolean }): Promise<void>;
  pid(): number;
}

/** A worker that lived longer was no failed start. */
const soundMs = 10_000;
const backoffMs = 100;
const backoffMaxMs = 10_000;

/** Fills a place at once; its worker loads and waits. One that ends unasked is replaced, ever more slowly if that fails. */
export function keepPlace(hire: () => Member, { log, noticeS }: { log: Logger; noticeS: number }): Place {
  const closing = new AbortController();
  let member = hire();
  let env: MemberEnv = {};
  let failures = 0;
  let turn: Promise<void> = Promise.resolve();

  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  }

  async function employ(next: Member): Promise<void> {
    member = next;
    await next.serve(env);
    const servedAt = performance.now();
    void next.gone.then((how) => {
      if (closing.signal.aborted || member !== next) return;
      if (performance.now() - servedAt >= soundMs) failures = 0;
      log.error({ worker: next.pid, ended: how }, 'a worker ended; another one takes its place');
      void inTurn(refill);
    });
  }

  async function refill(): Promise<void> {
    while (!closing.signal.aborted && member.ended) {
      const pause = failures === 0 ? 0 : Math.min(backoffMaxMs, backoffMs * 2 ** failures);
      failures += 1;
      try {
        await delay(pause, undefined, { signal: closing.signal });
        await employ(hire());
      } catch (error) {
        if (!closing.signal.aborted) log.error({ err: error, failures }, 'a worker could not be replaced yet');
      }
    }
  }

  async function renew(): Promise<void> {
    const old = member;
    if (closing.signal.aborted) return;
    try {
      await employ(hire());
    } catch (error) {
      member = old;
      // It may have ended while its successor was tried.
      if (old.ended) void inTurn(refill);
      throw error;
    }
    await dismissMember(old, { successor: true, noticeS });
  }

  return {
    serve: (given) => {
      env = given;
      return inTurn(() => employ(member));
    },
    renew: () => inTurn(renew),
    async leave({ successor }) {
      closing.abort();
      const present = member;
      await dismissMember(present, { successor, noticeS });
      await turn;
      // Whoever a renewal that was under way left in the place.
      if (member !== present) await dismissMember(member, { successor, noticeS });
    },
    pid: () => member.pid,
  };
}
