import cluster from 'node:cluster';
import { addMetrics } from './add-metrics.ts';
import { isOurs, type FromWorker, type ToWorker } from './worker-message.ts';

/** A worker did not start. `readable`: the message is for the person at the keyboard. */
export class WorkerError extends Error {
  override name = 'WorkerError';
  readonly readable: boolean;

  constructor(message: string, readable = false) {
    super(message);
    this.readable = readable;
  }
}

/** Settings of a worker, by the names of `configVariables`. */
export type MemberEnv = Readonly<Record<string, string | undefined>>;

/** One worker process. */
export interface Member {
  pid: number;
  /** Tells it to serve and answers when it does. Throws WorkerError. */
  serve(env: MemberEnv): Promise<void>;
  tell(message: ToWorker): void;
  /** Resolves with its signal or exit code when it has ended, however it did. */
  gone: Promise<string>;
  ended: boolean;
  kill(): void;
}

/** A machine that is this slow serves nobody. */
const readyMaxMs = 120_000;
/** Longest wait for a worker that leaves, after its notice: requests, jobs and transactions have limits of their own below it. */
const leaveMaxMs = 25_000;

/**
 * Starts a worker process; it loads and then waits to be told to serve.
 * @param cacheDir where Node keeps compiled code: each worker loads in half the time
 */
export function forkMember(cacheDir: string): Member {
  const worker = cluster.fork({ NODE_COMPILE_CACHE: cacheDir });
  const { promise: ready, resolve: nowReady, reject: failed } = Promise.withResolvers<void>();
  ready.catch(() => {});
  const gone = new Promise<string>((resolve) => {
    worker.once('exit', (code: number | null, signal: string | null) => {
      const how = signal ?? `exit code ${code}`;
      failed(new WorkerError(`A worker ended with ${how} before it served.`));
      member.ended = true;
      resolve(how);
    });
  });
  const tell = (message: ToWorker) => {
    // One that is just ending cannot be told anything any more, and need not be.
    if (worker.isConnected()) worker.send(message, () => {});
  };
  worker.on('error', () => {});
  worker.on('message', (message: FromWorker) => {
    if (!isOurs(message)) return;
    if (message.kind === 'ready') nowReady();
    else if (message.kind === 'failed') failed(new WorkerError(message.message, message.readable));
    else void addMetrics().then((text) => tell({ kind: 'metrics', request: message.request, text }));
  });
  const member: Member = {
    pid: worker.process.pid ?? 0,
    gone,
    ended: false,
    tell,
    kill: () => void worker.process.kill('SIGKILL'),
    async serve(env) {
      const limit = setTimeout(() => worker.process.kill('SIGKILL'), readyMaxMs);
      tell({ kind: 'serve', env });
      await ready.finally(() => clearTimeout(limit));
    },
  };
  return member;
}

/** Tells a worker to leave and waits until it has ended; one that does not obey is killed. */
export async function dismissMember(
  member: Member,
  { successor, noticeS }: { successor: boolean; noticeS: number },
): Promise<void> {
  member.tell({ kind: 'leave', successor });
  const limit = setTimeout(() => member.kill(), noticeS * 1000 + leaveMaxMs);
  await member.gone;
  clearTimeout(limit);
}
