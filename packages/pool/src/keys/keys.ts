import { hkdfSync } from 'node:crypto';

/** Keys for one purpose each, derived from the pool's root secret (HKDF-SHA256, RFC 5869), 32 bytes. */
export interface Keys {
  /** Wraps the data keys of code batches; the only one that is the master key itself. */
  master: { id: string; key: Buffer };
  codeFingerprint: Buffer;
  contact: Buffer;
  contactFingerprint: Buffer;
  orderToken: Buffer;
  checkoutSecret: Buffer;
  webhookSecret: Buffer;
  sandboxGateway: Buffer;
  cursor: Buffer;
}

const purposes = [
  'codeFingerprint',
  'contact',
  'contactFingerprint',
  'orderToken',
  'checkoutSecret',
  'webhookSecret',
  'sandboxGateway',
  'cursor',
] as const;

/** Derives every key from the root secret (32 bytes); the master key is passed through. */
export function deriveKeys(master: Keys['master'], rootSecret: Buffer): Keys {
  const derived = Object.fromEntries(
    purposes.map((purpose) => [purpose, Buffer.from(hkdfSync('sha256', rootSecret, '', `kameng/${purpose}`, 32))]),
  );
  return { master, ...(derived as Omit<Keys, 'master'>) };
}
