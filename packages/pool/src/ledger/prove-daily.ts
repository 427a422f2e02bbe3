import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { proveDays } from '../figure/prove-days.ts';
import { isFaultless, proveLedger } from './prove-ledger.ts';

/** Any number; the processes of one pool prove the ledger one at a time. */
const proofLock = 4_207_313;
/** A proof reads everything there is, which takes longer than any request may. */
const proofMaxMs = 3_600_000;
/** Faults kept of each kind; one is enough to stop and look. */
const faultsKept = 1000;

/** Job: proves the ledger and the figures made of it once a day (UTC), keeps what it found, and says loudly when it is not in order. */
export async function proveDaily(engine: Pick<Engine, 'db' | 'now' | 'log'>): Promise<number> {
  const at = engine.now();
  const day = at.toISOString().slice(0, 10);
  const done = await engine.db.pool.query('SELECT FROM ledger_proof WHERE day = $1', [day]);
  if (done.rowCount) return 0;
  return transact(
    engine.db.pool,
    async (client) => {
      const lock = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [proofLock]);
      if (!lock.rows[0]!.mine) return 0;
      await client.query(`SET LOCAL statement_timeout = ${proofMaxMs}`);
      const proof = await proveLedger(client);
      const before = await client.query<{ figures_through: string | null }>(
        'SELECT figures_through::text FROM ledger_proof ORDER BY day DESC LIMIT 1',
      );
      const { miscounted, through } = await proveDays(client, before.rows[0]?.figures_through ?? null);
      const { transfers, sums, ...found } = proof;
      const faults = Object.fromEntries(
        Object.entries({ ...found, miscounted }).map(([kind, ids]) => [kind, ids.slice(0, faultsKept)]),
      );
      const faultless = isFaultless(proof) && miscounted.length === 0;
      await client.query(
        `INSERT INTO ledger_proof (day, transfers, sums, faults, faultless, taken_at, figures_through) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (day) DO NOTHING`,
        [day, transfers, JSON.stringify(sums), JSON.stringify(faults), faultless, at, through],
      );
      if (faultless) engine.log.info({ day, transfers }, 'the ledger is in order');
      else
        engine.log.fatal(
          { day, transfers, sums, faults },
          'THE LEDGER IS NOT IN ORDER: stop payouts and look at these',
        );
      return 1;
    },
    { isolation: 'repeatable read' },
  );
}
