import { BuildError, buildMissing } from './build-missing.ts';
import { EmbeddedError } from './database/embedded-error.ts';
import { MigrationError } from './database/migration-error.ts';
import { describeStart } from './describe-start.ts';
import { PortTaken } from './find-free-port.ts';
import { KeyError } from './keys/key-error.ts';
import { ConfigError } from './read-config.ts';
import { type RunningPool, startPool } from './start-pool.ts';

/** Errors whose message is all that the person at the keyboard needs. */
const readable = [ConfigError, PortTaken, KeyError, EmbeddedError, MigrationError, BuildError];
/** Longest wait for what is under way before the process ends anyway. */
const closeMaxMs = 30_000;

let running: Promise<RunningPool> | undefined;
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

try {
  running = startPool();
  const built = buildMissing({ onBuild: (name) => console.log(`Building ${name} …`) });
  // The pool may fail while something is still being built, and the other way round: whichever is first says why.
  const [pool] = await Promise.all([running, built]);
  const { environment } = pool.engine.config;
  if (!stopping)
    console.log(
      describeStart(pool.url, { demo: environment === 'development', development: environment === 'development' }),
    );
} catch (error) {
  if (!stopping) await fail(error);
}

async function fail(error: unknown): Promise<void> {
  const known = readable.some((kind) => error instanceof kind);
  console.error(known ? (error as Error).message : error);
  process.exitCode = 1;
  await close();
  process.exit();
}

/** The first signal lets everything finish; the second one does not wait. */
async function stop(): Promise<void> {
  if (stopping) process.exit(130);
  stopping = true;
  console.log('\nStopping. Once more to stop at once.');
  setTimeout(() => process.exit(1), closeMaxMs).unref();
  await close();
  process.exit(0);
}

/** A start that failed has closed itself. */
async function close(): Promise<void> {
  const pool = await running?.catch(() => undefined);
  await pool?.close();
}
