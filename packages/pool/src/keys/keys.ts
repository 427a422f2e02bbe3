import { hkdfSync } from 'node:crypto';

/** A key that comes from outside and wraps others; its id tells nothing of it. */
export interface MasterKey {
  id: string;
  key: Buffer;
}

/** Keys for one purpose each, derived from the pool's root secret (HKDF-SHA256, RFC 5869), 32 bytes. */
export interface Keys {
  /** The master key that the pool was using when this process started. */
  master: MasterKey;
  /** Every master key at hand, by id: that one, and while it is being replaced the other one too. */
  masters: ReadonlyMap<string, MasterKey>;
  codeFingerprint: Buffer;
  /** Seals letters that wait. */
  contact: Buffer;
  contactFingerprint: Buffer;
  /** Seals the keys of orders, each of which seals what is personal about one. */
  orderKey: Buffer;
  orderToken: Buffer;
  /** Makes links to everything bought with one contact, and what they are opened to. */
  ownToken: Buffer;
  checkoutSecret: Buffer;
  webhookSecret: Buffer;
  sandboxGateway: Buffer;
  /** Signs sessions and seals second factors. */
  signIn: Buffer;
  cursor: Buffer;
  /** Seals what is said and shown in disputes. */
  evidence: Buffer;
  /** Seals documents, files and particulars that wait for somebody's decision. */
  document: Buffer;
  /** Signs the puzzles that a crowd of requests has to solve. */
  humanCheck: Buffer;
  /** Seals what desks were answered, for the same request again. */
  deskCall: Buffer;
}

const purposes = [
  'codeFingerprint',
  'contact',
  'contactFingerprint',
  'orderKey',
  'orderToken',
  'ownToken',
  'checkoutSecret',
  'webhookSecret',
  'sandboxGateway',
  'signIn',
  'cursor',
  'evidence',
  'document',
  'deskCall',
  'humanCheck',
] as const;

/** Derives every key from the root secret (32 bytes); master keys are passed through. */
export function deriveKeys(master: MasterKey, rootSecret: Buffer, others: readonly MasterKey[] = []): Keys {
  const derived = Object.fromEntries(
    purposes.map((purpose) => [purpose, Buffer.from(hkdfSync('sha256', rootSecret, '', `kameng/${purpose}`, 32))]),
  );
  const masters = new Map([master, ...others].map((each) => [each.id, each]));
  return { master, masters, ...(derived as Omit<Keys, 'master' | 'masters'>) };
}
