import type { Engine } from '../src/engine.ts';
import { foldDays } from '../src/figure/fold-days.ts';

const dayMs = 86_400_000;

/** Folds until nothing is left to fold, by whichever of this and a pool's own job is quicker. A transaction under way may hold it up. */
export async function foldAllDays(engine: Pick<Engine, 'db' | 'now'>): Promise<void> {
  const yesterday = new Date(engine.now().getTime() - dayMs).toISOString().slice(0, 10);
  const left = 'SELECT FROM day_fold WHERE folded_through < $1::date OR EXISTS (SELECT FROM day_mark)';
  do await foldDays(engine);
  while ((await engine.db.pool.query(left, [yesterday])).rowCount);
}
