import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerSettings } from './choose-settings.ts';
import { PROGRAM_ENV } from './create-cluster.ts';
import { EmbeddedError } from './embedded-error.ts';
import type { Programs } from './find-programs.ts';
import { commandOf, isAlive } from './inspect-process.ts';
import { openLog } from './open-log.ts';
import type { ClusterPlace } from './place-cluster.ts';
import { probePostgres } from './probe-postgres.ts';

/** A server that serves. `exited` resolves when its process is gone, whoever ended it. */
export type RunningServer = { exited: Promise<void>; stop(): Promise<void> };

/** Recovery after a power cut may have 4 GB of log to read. */
const READY_LIMIT_MS = 300_000;
const SILENT_LIMIT_MS = 20_000;
const LAUNCHES_MAX = 20;

/**
 * Takes over the server that a killed parent left behind, or launches one. The caller holds the keeper's lock, so nobody else
 * does the same at the same time. Throws EmbeddedError `start_failed` or `start_timeout`.
 */
export async function runPostgres(
  place: ClusterPlace,
  programs: Programs,
  settings: ServerSettings,
): Promise<RunningServer> {
  const orphan = findOrphan(place);
  if (orphan !== null) {
    const exited = watch(orphan);
    if (await becomesReady(place, () => isAlive(orphan))) return { exited, stop: () => stopPostgres(orphan) };
    await stopPostgres(orphan);
  }
  for (let launch = 1; launch <= LAUNCHES_MAX; launch += 1) {
    clearLeftovers(place);
    const child = launchPostgres(place, programs, settings);
    const alive = () => isRunning(child);
    const stop = async () => {
      if (alive()) await stopPostgres(child.pid as number);
    };
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (await becomesReady(place, alive)) return { exited, stop };
    const outOfTime = alive();
    await stop();
    const said = logTail(place);
    if (outOfTime) throw new EmbeddedError('start_timeout', `PostgreSQL started but does not answer: ${said}`);
    // Sessions of a server that was killed outright need a moment to notice that they are alone.
    if (!said.includes('pre-existing shared memory block')) {
      throw new EmbeddedError('start_failed', `PostgreSQL did not start: ${said}`);
    }
    await delay(500);
  }
  throw new EmbeddedError('start_failed', `Processes of an earlier server still use ${place.cluster}.`);
}

/** Ends a server: open transactions are rolled back, a checkpoint is written. Escalates when it does not obey. */
async function stopPostgres(pid: number): Promise<void> {
  // SIGINT is "fast", SIGQUIT is "immediate": no checkpoint, the next start recovers from the log, nothing is lost.
  const steps = [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const;
  for (const [signal, limit] of steps) {
    if (!send(pid, signal)) return;
    const end = Date.now() + limit;
    while (Date.now() < end) {
      if (!isAlive(pid)) return;
      await delay(10);
    }
  }
  throw new EmbeddedError('start_timeout', `The PostgreSQL process ${pid} does not end.`);
}

function launchPostgres(place: ClusterPlace, programs: Programs, settings: ServerSettings): ChildProcess {
  const log = openLog(place, 'postgres.log');
  try {
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(programs.postgres, ['-D', place.cluster, ...options], {
      ...place.runAs,
      cwd: '/',
      env: PROGRAM_ENV,
      // Its own session: Ctrl-C in a terminal and the end of this process must not reach it.
      detached: true,
      stdio: ['ignore', log, log],
    });
    // A failed spawn has no process id, which is what the caller looks at.
    child.on('error', () => {});
    return child;
  } finally {
    closeSync(log);
  }
}

/** A server that says it is busy recovering gets the long limit, one that says nothing the short one. */
async function becomesReady(place: ClusterPlace, alive: () => boolean): Promise<boolean> {
  const end = Date.now() + READY_LIMIT_MS;
  let patience = Date.now() + SILENT_LIMIT_MS;
  let pause = 10;
  while (alive() && Date.now() < Math.min(end, patience)) {
    const state = await probePostgres(place.run);
    if (state === 'ready') return true;
    if (state === 'busy') patience = Date.now() + SILENT_LIMIT_MS;
    await delay(pause);
    pause = Math.min(pause * 1.3, 500);
  }
  return false;
}

/** The process id in postmaster.pid, if that is a live PostgreSQL of this cluster and not a stranger who got the number since. */
function findOrphan(place: ClusterPlace): number | null {
  const file = join(place.cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (!Number.isSafeInteger(pid) || pid <= 1 || !isAlive(pid)) return null;
  return commandOf(pid).includes(place.cluster) ? pid : null;
}

/**
 * Lock files of a server that is gone. PostgreSQL removes them itself unless their process id belongs to someone again,
 * as it soon does in a container that restarts. Its shared memory check, which needs no file, still guards the data.
 */
function clearLeftovers(place: ClusterPlace): void {
  rmSync(join(place.cluster, 'postmaster.pid'), { force: true });
  rmSync(join(place.run, '.s.PGSQL.5432'), { force: true });
  rmSync(join(place.run, '.s.PGSQL.5432.lock'), { force: true });
}

async function watch(pid: number): Promise<void> {
  // Not our child, so no event tells us; bounded by the life of the server.
  while (isAlive(pid)) await delay(1000);
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function logTail(place: ClusterPlace): string {
  return readFileSync(join(place.home, 'postgres.log'), 'utf8').slice(-4000).trim().split('\n').slice(-3).join(' ');
}
