import type { Pool } from 'pg';
import type { DaysProof } from '../figure/prove-days.ts';
import type { LedgerProof } from './prove-ledger.ts';

/** What the proof of one day found. */
export interface DailyProof {
  day: string;
  transfers: number;
  sums: LedgerProof['sums'];
  faults: Omit<LedgerProof, 'transfers' | 'sums'> & Pick<DaysProof, 'miscounted'>;
  faultless: boolean;
  taken_at: Date;
}

/** The daily proofs, newest first. @param before only days before this one */
export async function readLedgerProofs(
  pool: Pool,
  { before = null, limit }: { before?: string | null; limit: number },
): Promise<DailyProof[]> {
  const { rows } = await pool.query<DailyProof>(
    'SELECT day, transfers, sums, faults, faultless, taken_at FROM ledger_proof WHERE $1::date IS NULL OR day < $1 ORDER BY day DESC LIMIT $2',
    [before, limit],
  );
  return rows;
}
