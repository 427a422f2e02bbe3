import { BuildError, buildMissing } from './build-missing.ts';
import { EmbeddedError } from './database/embedded-error.ts';
import { MigrationError } from './database/migration-error.ts';
import { describeStart } from './describe-start.ts';
import { PortTaken } from './find-free-port.ts';
import { KeyError } from './keys/key-error.ts';
import { type Obedient, obeySignals } from './obey-signals.ts';
import { ConfigError, readConfig } from './read-config.ts';
import { runWorkers } from './run-workers.ts';
import { startPool } from './start-pool.ts';
import { WorkerError } from './workers/fork-member.ts';

/** Errors whose message is all that the person at the keyboard needs. */
const readable = [ConfigError, PortTaken, KeyError, EmbeddedError, MigrationError, BuildError];

let running: Promise<Obedient & { url: string }> | undefined;
let noticeMs = 0;
const isStopping = obeySignals(find, () => noticeMs);

try {
  const { environment, workers, drainS } = readConfig(process.env);
  noticeMs = drainS * 1000;
  running = workers === 1 ? startPool({ trade: true }) : runWorkers({ trade: true });
  const built = buildMissing({ onBuild: (name) => console.log(`Building ${name} …`) });
  // The pool may fail while something is still being built, and the other way round: whichever is first says why.
  const [pool] = await Promise.all([running, built]);
  const development = environment === 'development';
  if (!isStopping()) console.log(describeStart(pool.url, { demo: development, development }));
} catch (error) {
  if (!isStopping()) await fail(error);
}

async function fail(error: unknown): Promise<void> {
  const known = readable.some((kind) => error instanceof kind) || (error instanceof WorkerError && error.readable);
  console.error(known ? (error as Error).message : error);
  process.exitCode = 1;
  await (await find())?.close();
  process.exit();
}

/** A start that failed has closed itself. */
async function find(): Promise<Obedient | undefined> {
  return running?.catch(() => undefined);
}
