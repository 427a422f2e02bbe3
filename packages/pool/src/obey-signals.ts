/** What signals can ask of a pool that runs. */
export interface Obedient {
  close(): Promise<void>;
  /** Absent when one process alone is the pool: nothing could answer meanwhile. */
  restart?(): Promise<void>;
}

/** Longest wait for what is under way before the process ends anyway, beside the notice that load balancers get. */
const closeMaxMs = 30_000;

/**
 * SIGINT, SIGTERM and SIGHUP end the pool when everything is finished, a second one at once. SIGUSR2 renews its workers without a
 * pause, from the files as they are now; the process that gets the signal stays as it is.
 * @returns whether the end has begun
 */
export function obeySignals(find: () => Promise<Obedient | undefined>, noticeMs: () => number): () => boolean {
  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) process.exit(130);
    stopping = true;
    console.log('\nStopping. Once more to stop at once.');
    setTimeout(() => process.exit(1), noticeMs() + closeMaxMs).unref();
    await (await find())?.close();
    process.exit(0);
  }
  async function restart(): Promise<void> {
    const pool = await find();
    if (stopping || !pool) return;
    if (!pool.restart) return console.error('One process alone cannot be renewed: set KAMENG_WORKERS to 2 or more.');
    await pool.restart().catch((error: unknown) => console.error('The workers were not renewed:', error));
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  process.on('SIGUSR2', () => void restart());
  return () => stopping;
}
