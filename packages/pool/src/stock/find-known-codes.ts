import type { Pool } from 'pg';
import type { PackedCodes } from './write-codes.ts';

/** Places (from 0) of codes that the pool has or had already. Nothing is written. */
export async function findKnownCodes(pool: Pool, { count, fingerprints }: PackedCodes): Promise<number[]> {
  if (count === 0) return [];
  const { buffer, byteOffset, byteLength } = fingerprints;
  const { rows } = await pool.query<{ place: number }>({
    name: 'known codes',
    text: `SELECT given.place - 1 AS place FROM unnest($1::bytea[]) WITH ORDINALITY AS given (fingerprint, place)
           JOIN code ON code.fingerprint = given.fingerprint ORDER BY given.place`,
    // pg sends a Buffer in binary and anything else as text.
    values: [Buffer.from(buffer, byteOffset, byteLength)],
  });
  return rows.map(({ place }) => place);
}
