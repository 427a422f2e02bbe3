import type { Engine } from '../engine.ts';
import { createFingerprinter } from './code-cipher.ts';
import { normaliseCode } from './code-fields.ts';

/** Most brands that a code is looked for under. */
const brandsMax = 2000;

/** The keyed hashes that a code would have, one for each brand: by them it is recognised without being kept. */
export async function fingerprintsOfCode({ db, keys }: Pick<Engine, 'db' | 'keys'>, typed: string): Promise<Buffer[]> {
  const text = normaliseCode({ code: typed });
  if (text === '') return [];
  const { rows } = await db.pool.query<{ brand: string }>('SELECT DISTINCT brand FROM product LIMIT $1', [brandsMax]);
  const fingerprint = createFingerprinter(keys.codeFingerprint);
  return rows.map(({ brand }) => fingerprint(`${brand}\0${text}`));
}
