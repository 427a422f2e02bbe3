import type { KeyObject } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import type { CodeFields } from '@kameng/contract/order';
import { createFingerprinter, sealCode } from './code-cipher.ts';
import { endOfCode, maskCode, normaliseCode } from './code-fields.ts';

/** What sealing needs to know; all of it can be handed to a worker thread. */
export interface SealingTerms {
  brand: string;
  dataKey: KeyObject;
  fingerprintKey: Uint8Array;
  /** Unix milliseconds that go into the codes' ids. */
  atMs: number;
}

/** A code as the database keeps it. */
export interface SealedCode {
  id: string;
  fingerprint: Buffer;
  secret: Buffer;
  masked: string;
  /** Unix milliseconds from which it can no longer be used. */
  endsMs: number | undefined;
}

/** A function that seals codes of one batch; it answers undefined for fields of which none identifies a code. */
export function createSealer({
  brand,
  dataKey,
  fingerprintKey,
  atMs,
}: SealingTerms): (fields: CodeFields) => SealedCode | undefined {
  const fingerprint = createFingerprinter(Buffer.from(fingerprintKey));
  return (fields) => {
    const text = normaliseCode(fields);
    if (text === '') return undefined;
    const id = createId('code', atMs);
    return {
      id,
      fingerprint: fingerprint(`${brand}\0${text}`),
      secret: sealCode(dataKey, id, fields),
      masked: maskCode(text),
      endsMs: fields.expires_at === undefined ? undefined : endOfCode(fields.expires_at),
    };
  };
}
