import { obeySignals } from '../src/obey-signals.ts';
import { type RunningWorkers, runWorkers } from '../src/run-workers.ts';

/** What the first process of a pool tells the test that started it: at the start and whenever its workers were renewed. */
export interface CrewNews {
  url: string;
  pids: number[];
}

// A pool of several workers as `start.ts` runs it, without building pages; settings come from the environment.
const running: Promise<RunningWorkers> = runWorkers();
obeySignals(
  async () => {
    const pool = await running;
    const restart = () => pool.restart().then(() => tell(pool));
    return { restart, close: () => pool.close() };
  },
  () => 0,
);
tell(await running);
// A test that was cut off cannot end what it started.
process.once('disconnect', () => process.exit(1));

function tell({ url, pids }: RunningWorkers): void {
  process.send!({ url, pids: pids() } satisfies CrewNews);
}
