import type { Keys } from '../keys/keys.ts';
import { open, seal } from '../stock/code-cipher.ts';

/** Seals what was said with a step. */
export function sealNote(keys: Keys, disputeId: string, sequence: number, note: string): Buffer {
  return seal(keys.evidence, Buffer.from(note), `${disputeId} ${sequence}`);
}

export function openNote(keys: Keys, disputeId: string, sequence: number, sealed: Buffer): string {
  return open(keys.evidence, sealed, `${disputeId} ${sequence}`).toString();
}

/** Seals a piece of evidence. */
export function sealEvidence(keys: Keys, evidenceId: string, bytes: Buffer): Buffer {
  return seal(keys.evidence, bytes, evidenceId);
}

export function openEvidence(keys: Keys, evidenceId: string, sealed: Buffer): Buffer {
  return open(keys.evidence, sealed, evidenceId);
}
