import { setTimeout as delay } from 'node:timers/promises';
import { shareReads } from '../cache/share-reads.ts';
import { schemaVersion } from '../database/schema-version.ts';
import type { Engine } from '../engine.ts';

/** A database that needs longer for one row is of no use to buyers either. */
const answerMaxMs = 2000;
const share = shareReads<string | undefined>();

/** Why this process should get no requests now, in words; undefined when it can do its work. */
export async function checkReady(engine: Engine, leaving: AbortSignal | undefined): Promise<string | undefined> {
  if (leaving?.aborted) return 'this process is ending';
  // However many ask, a database in trouble is asked once at a time.
  const answer = share(engine, 'schema', () => readSchema(engine));
  const timer = new AbortController();
  const silence = delay(answerMaxMs, 'the database does not answer in time', { signal: timer.signal });
  silence.catch(() => {});
  return Promise.race([answer, silence]).finally(() => timer.abort());
}

async function readSchema(engine: Engine): Promise<string | undefined> {
  try {
    const { rows } = await engine.db.pool.query<{ number: number | null }>(
      'SELECT max(number) AS number FROM migration',
    );
    const number = rows[0]?.number ?? 0;
    if (number === schemaVersion) return undefined;
    return `the database has migration ${number} and this code was written for ${schemaVersion}`;
  } catch {
    return 'the database does not answer';
  }
}
