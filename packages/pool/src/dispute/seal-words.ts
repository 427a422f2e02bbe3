import type { ClientBase, Pool } from 'pg';
import type { Keys } from '../keys/keys.ts';
import { readOrderKey } from '../record/order-key.ts';
import { open, seal } from '../stock/code-cipher.ts';
import type { DisputeRow } from './dispute-rows.ts';

/**
 * The key that what is said and shown in a dispute is sealed with: the order's, so that it goes with the rest of what is personal.
 * Undefined when that was destroyed. Old disputes are sealed with the pool's.
 */
export async function wordsKey(
  client: Pool | ClientBase,
  keys: Keys,
  { keyed, order_id }: Pick<DisputeRow, 'keyed' | 'order_id'>,
): Promise<Buffer | undefined> {
  return keyed ? readOrderKey(client, keys, order_id) : keys.evidence;
}

/** Seals what was said with a step. */
export function sealNote(key: Buffer, disputeId: string, sequence: number, note: string): Buffer {
  return seal(key, Buffer.from(note), `${disputeId} ${sequence}`);
}

/** Null when the key or the words are gone. */
export function openNote(key: Buffer | undefined, disputeId: string, sequence: number, sealed: Buffer): string | null {
  return key ? open(key, sealed, `${disputeId} ${sequence}`).toString() : null;
}

/** Seals a piece of evidence. */
export function sealEvidence(key: Buffer, evidenceId: string, bytes: Buffer): Buffer {
  return seal(key, bytes, evidenceId);
}

/** Undefined when the key or the evidence is gone. */
export function openEvidence(key: Buffer | undefined, evidenceId: string, sealed: Buffer): Buffer | undefined {
  return key && sealed.length > 0 ? open(key, sealed, evidenceId) : undefined;
}
