import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';

/**
 * SHA-256 over the hash of the step before, what was said in this one, and every piece of evidence by then in the order of their
 * ids. Whoever kept the hash of a step can tell later whether anything was added to or taken from what it was decided on.
 */
export async function hashEvidence(
  client: ClientBase,
  disputeId: string,
  sequence: number,
  said: Buffer,
): Promise<Buffer> {
  const before = await client.query<{ evidence_hash: Buffer }>(
    'SELECT evidence_hash FROM dispute_event WHERE dispute_id = $1 AND sequence = $2',
    [disputeId, sequence - 1],
  );
  const evidence = await client.query<{ id: string; sha256: Buffer }>(
    'SELECT id, sha256 FROM dispute_evidence WHERE dispute_id = $1 ORDER BY id',
    [disputeId],
  );
  const hash = createHash('sha256')
    .update(before.rows[0]?.evidence_hash ?? disputeId)
    .update(said);
  for (const { id, sha256 } of evidence.rows) hash.update(id).update(sha256);
  return hash.digest();
}
