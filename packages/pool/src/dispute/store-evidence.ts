import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { evidenceMax } from '@kameng/contract/dispute';
import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { cleanImage } from '../document/clean-image.ts';
import type { Engine } from '../engine.ts';
import type { DisputeRow } from './dispute-rows.ts';
import { sealEvidence, wordsKey } from './seal-words.ts';

/** A piece of evidence as it will be kept. */
export interface NewEvidence {
  kind: 'text' | 'image';
  bytes: Buffer;
}

/** Reads what somebody sends as evidence. Throws `evidence_refused` for a picture that is none. */
export async function readEvidenceBody(body: {
  text?: string | undefined;
  image?: { data: string } | undefined;
}): Promise<NewEvidence | undefined> {
  if (body.text !== undefined) return { kind: 'text', bytes: Buffer.from(body.text) };
  if (body.image) return { kind: 'image', bytes: await cleanImage(Buffer.from(body.image.data, 'base64'), 'evidence') };
  return undefined;
}

/** Keeps a piece of evidence, sealed, in the caller's transaction; the dispute is locked. The same piece again is one piece. Throws `evidence_limit`. */
export async function storeEvidence(
  client: ClientBase,
  { keys, now }: Pick<Engine, 'keys' | 'now'>,
  {
    dispute,
    party,
    actor,
  }: { dispute: Pick<DisputeRow, 'id' | 'order_id' | 'keyed'>; party: 'buyer' | 'supplier' | 'arbiter'; actor: string },
  { kind, bytes }: NewEvidence,
): Promise<void> {
  const sha256 = createHash('sha256').update(bytes).digest();
  const { rows } = await client.query<{ pieces: number; known: boolean | null }>(
    'SELECT count(*) AS pieces, bool_or(sha256 = $3) AS known FROM dispute_evidence WHERE dispute_id = $1 AND party = $2',
    [dispute.id, party, sha256],
  );
  // Sent again because the answer was lost: it is there.
  if (rows[0]!.known) return;
  if (rows[0]!.pieces >= evidenceMax) throw new ApiError('evidence_limit');
  const id = createId('evidence', now().getTime());
  const key = await wordsKey(client, keys, dispute);
  // An order is not erased while it is in dispute.
  assert.ok(key);
  await client.query(
    `INSERT INTO dispute_evidence (id, dispute_id, party, actor, kind, sha256, secret, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, dispute.id, party, actor, kind, sha256, sealEvidence(key, id, bytes), now()],
  );
}
