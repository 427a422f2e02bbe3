/**
 * A worker: one process of several on one port. Started by open-crew.ts, it loads everything, serves when it is told to, and
 * leaves when it is told to. When the first process dies, Node ends this one.
 */
import { closeInTurn, type Undo } from '../close-in-turn.ts';
import { asPortTaken, PortTaken } from '../find-free-port.ts';
import type { Drain } from '../http/drain-requests.ts';
import { metricsFrom } from '../http/metrics.ts';
import { KeyError } from '../keys/key-error.ts';
import { openEngine, openProcessLog } from '../open-engine.ts';
import type { PreparedConfig } from '../prepare-database.ts';
import { ConfigError, readConfig } from '../read-config.ts';
import { servePool } from '../serve-pool.ts';
import { askMetrics } from './ask-metrics.ts';
import { type FromWorker, isOurs, type ToWorker } from './worker-message.ts';

const readable = [ConfigError, PortTaken, KeyError];
const undo: Undo = [];
let close = async () => {};
let serving: Promise<Drain> | undefined;
let leaving = false;

process.on('message', (message: ToWorker) => {
  if (!isOurs(message)) return;
  if (message.kind === 'serve') void start(message.env);
  if (message.kind === 'leave') void leave(message.successor);
});
// A terminal sends its signals to the whole group; the first process decides what they mean.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGUSR2'] as const) process.on(signal, () => {});
process.on('SIGTERM', () => void leave(true));
metricsFrom(askMetrics);

async function start(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  serving = serve(env);
  try {
    await serving;
    tell({ kind: 'ready' });
  } catch (error) {
    const known = readable.some((kind) => error instanceof kind);
    const { message, stack } = error as Error;
    tell({ kind: 'failed', message: known ? message : (stack ?? message), readable: known });
    await close();
    process.exit(1);
  }
}

async function serve(env: Readonly<Record<string, string | undefined>>): Promise<Drain> {
  const config = readConfig(env);
  const log = openProcessLog(config);
  close = closeInTurn(undo, log);
  try {
    const engine = await openEngine(config as PreparedConfig, { log }, undo);
    return await servePool(engine, undo);
  } catch (error) {
    throw asPortTaken(error, config.port);
  }
}

async function leave(successor: boolean): Promise<void> {
  if (leaving) return;
  leaving = true;
  const drain = await serving?.catch(() => undefined);
  await drain?.finish({ successor });
  await close();
  process.exit(0);
}

function tell(message: FromWorker): void {
  process.send?.(message);
}
