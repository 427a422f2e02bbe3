import type { ClientBase } from 'pg';
import { elementType, encodeArray } from '../database/encode-array.ts';
import type { SealedCode } from './seal-codes.ts';

/** Sealed codes in columns, as the database takes them: arrays in its binary form. */
export interface PackedCodes {
  count: number;
  ids: Uint8Array;
  fingerprints: Uint8Array;
  secrets: Uint8Array;
  masked: Uint8Array;
  /** Codes that expire, with when they do; most batches have none. */
  ending: { id: string; at: Date }[];
}

export interface WrittenCodes {
  accepted: number;
  /** Places (from 0) of codes that were refused, and where the same code had come before: in this batch or anywhere in the pool. */
  duplicates: { place: number; of: 'batch' | 'pool' }[];
}

export function packCodes(codes: readonly SealedCode[]): PackedCodes {
  const texts = (items: readonly string[]) =>
    encodeArray(
      elementType.text,
      items.map((item) => Buffer.from(item)),
    );
  return {
    count: codes.length,
    ids: texts(codes.map(({ id }) => id)),
    fingerprints: encodeArray(
      elementType.bytea,
      codes.map(({ fingerprint }) => fingerprint),
    ),
    secrets: encodeArray(
      elementType.bytea,
      codes.map(({ secret }) => secret),
    ),
    masked: texts(codes.map(({ masked }) => masked)),
    ending: codes.flatMap(({ id, endsMs }) => (endsMs === undefined ? [] : [{ id, at: new Date(endsMs) }])),
  };
}

/**
 * Writes codes and puts them on the shelf in the caller's transaction, refusing those that the pool ever had before. Sorted by
 * fingerprint, so that two uploads of the same codes wait for each other instead of deadlocking, and index pages are met once.
 */
export async function writeCodes(
  client: ClientBase,
  { batchId, offerId, at }: { batchId: string; offerId: string; at: Date },
  packed: PackedCodes,
): Promise<WrittenCodes> {
  if (packed.count === 0) return { accepted: 0, duplicates: [] };
  const [ids, fingerprints] = [asBuffer(packed.ids), asBuffer(packed.fingerprints)];
  const { rows } = await client.query<{ accepted: number }>({
    name: 'write codes',
    text: `WITH written AS (
             INSERT INTO code (id, batch_id, offer_id, fingerprint, secret, masked, created_at)
             SELECT id, $1, $2, fingerprint, secret, masked, $7
             FROM unnest($3::text[], $4::bytea[], $5::bytea[], $6::text[]) WITH ORDINALITY AS given (id, fingerprint, secret, masked, place)
             ORDER BY fingerprint, place
             ON CONFLICT (fingerprint) DO NOTHING RETURNING id),
           shelved AS (INSERT INTO shelf (offer_id, code_id) SELECT $2, id FROM written)
           SELECT count(*) AS accepted FROM written`,
    values: [batchId, offerId, ids, fingerprints, asBuffer(packed.secrets), asBuffer(packed.masked), at],
  });
  const { accepted } = rows[0]!;
  if (packed.ending.length > 0) {
    await client.query(
      `INSERT INTO code_expiry (code_id, offer_id, expires_at) SELECT given.id, $1, given.at
       FROM unnest($2::text[], $3::timestamptz[]) AS given (id, at) JOIN code ON code.id = given.id`,
      [offerId, packed.ending.map(({ id }) => id), packed.ending.map(({ at }) => at)],
    );
  }
  if (accepted === packed.count) return { accepted, duplicates: [] };
  const refused = await client.query<{ place: number; own: boolean }>({
    name: 'refused codes',
    text: `SELECT given.place - 1 AS place, code.batch_id = $1 AS own
           FROM unnest($2::text[], $3::bytea[]) WITH ORDINALITY AS given (id, fingerprint, place)
           JOIN code ON code.fingerprint = given.fingerprint WHERE code.id <> given.id ORDER BY given.place`,
    values: [batchId, ids, fingerprints],
  });
  return { accepted, duplicates: refused.rows.map(({ place, own }) => ({ place, of: own ? 'batch' : 'pool' })) };
}

/** The same memory: pg sends a Buffer in binary and anything else as text. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
