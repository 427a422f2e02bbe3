import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import type { MasterKey } from './keys.ts';

const rootName = 'root';
const nonceBytes = 12;
const tagBytes = 16;

/** The pool's root secret as the database keeps it; its master key is the one the pool is using. */
export interface SealedRoot {
  master_key_id: string;
  sealed: Buffer;
}

/** @param lock `FOR SHARE` keeps the master key from being replaced until the transaction ends, `FOR UPDATE` is for replacing it */
export async function readRoot(
  client: Pool | ClientBase,
  lock: '' | 'FOR SHARE' | 'FOR UPDATE' = '',
): Promise<SealedRoot | undefined> {
  const { rows } = await client.query<SealedRoot>(
    `SELECT master_key_id, sealed FROM sealed_secret WHERE name = $1 ${lock}`,
    [rootName],
  );
  return rows[0];
}

/** Makes the root secret, or answers the one that another process made in the same moment. */
export async function createRoot(pool: Pool, master: MasterKey): Promise<SealedRoot> {
  await pool.query(
    'INSERT INTO sealed_secret (name, master_key_id, sealed, created_at) VALUES ($1, $2, $3, now()) ON CONFLICT (name) DO NOTHING',
    [rootName, master.id, sealRoot(randomBytes(32), master)],
  );
  const sealed = await readRoot(pool);
  if (!sealed) throw new Error('the root secret vanished after it was written');
  return sealed;
}

/** Seals the root secret under another master key, which the pool uses from the commit on. */
export async function rewrapRoot(client: ClientBase, root: SealedRoot, from: MasterKey, to: MasterKey): Promise<void> {
  await client.query('UPDATE sealed_secret SET master_key_id = $2, sealed = $3 WHERE name = $1', [
    rootName,
    to.id,
    sealRoot(openRoot(root, from), to),
  ]);
}

function sealRoot(secret: Buffer, master: MasterKey): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', master.key, nonce);
  cipher.setAAD(Buffer.from(rootName));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the key is another one or the bytes were changed. */
export function openRoot({ sealed }: SealedRoot, master: MasterKey): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', master.key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(rootName));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}
