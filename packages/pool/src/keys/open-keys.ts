import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Config } from '../config.ts';
import { KeyError } from './key-error.ts';
import { deriveKeys, type Keys } from './keys.ts';
import { createMasterKeyFile, masterKeyFile, parseMasterKey, readMasterKeyFile } from './master-key.ts';

const secretName = 'root';
const nonceBytes = 12;
const tagBytes = 16;

interface SealedSecret {
  master_key_id: string;
  sealed: Buffer;
}

/**
 * Opens the pool's keys: the master key from KAMENG_MASTER_KEY or, in development, from a file made once; the root secret from
 * the database, made once by whichever process comes first. Throws KeyError.
 */
export async function openKeys(
  config: Pick<Config, 'environment' | 'masterKey' | 'dataDir'>,
  pool: pg.Pool,
  log: { warn(message: string): void },
): Promise<Keys> {
  const found = await readSealed(pool);
  const master = openMaster(config, found !== undefined, log);
  const sealed = found ?? (await createSealed(pool, master));
  return deriveKeys(master, unseal(sealed, master, config));
}

function openMaster(
  config: Pick<Config, 'environment' | 'masterKey' | 'dataDir'>,
  sealedExists: boolean,
  log: { warn(message: string): void },
): Keys['master'] {
  if (config.masterKey !== undefined) return parseMasterKey(config.masterKey, 'KAMENG_MASTER_KEY');
  const file = masterKeyFile(config.dataDir);
  if (config.environment === 'production')
    throw new KeyError('no_master_key', 'Production needs KAMENG_MASTER_KEY. Make one with: openssl rand -base64 32');
  const kept = readMasterKeyFile(config.dataDir);
  if (kept) return kept;
  // A new key could open nothing of what is there; better to say so than to make one.
  if (sealedExists) {
    throw new KeyError(
      'no_master_key',
      `This database was made with a master key that is not here: put it back at ${file} or set KAMENG_MASTER_KEY.`,
    );
  }
  log.warn(
    `A master key was made at ${file}. Whoever has it and the database can read every code: for anything but development ` +
      'move it out of the data folder into KAMENG_MASTER_KEY, and keep a copy, since without it no code can be read again.',
  );
  return createMasterKeyFile(config.dataDir);
}

async function readSealed(pool: pg.Pool): Promise<SealedSecret | undefined> {
  const { rows } = await pool.query<SealedSecret>('SELECT master_key_id, sealed FROM sealed_secret WHERE name = $1', [
    secretName,
  ]);
  return rows[0];
}

async function createSealed(pool: pg.Pool, master: Keys['master']): Promise<SealedSecret> {
  await pool.query(
    'INSERT INTO sealed_secret (name, master_key_id, sealed, created_at) VALUES ($1, $2, $3, now()) ON CONFLICT (name) DO NOTHING',
    [secretName, master.id, seal(randomBytes(32), master)],
  );
  const sealed = await readSealed(pool);
  if (!sealed) throw new Error('the root secret vanished after it was written');
  return sealed;
}

function seal(secret: Buffer, master: Keys['master']): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', master.key, nonce);
  cipher.setAAD(Buffer.from(secretName));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

function unseal(
  { master_key_id, sealed }: SealedSecret,
  master: Keys['master'],
  config: Pick<Config, 'masterKey' | 'dataDir'>,
): Buffer {
  const source = config.masterKey === undefined ? masterKeyFile(config.dataDir) : 'KAMENG_MASTER_KEY';
  const wrong = (cause?: unknown) =>
    new KeyError(
      'wrong_master_key',
      `The master key in ${source} (${master.id}) is not the one this database was made with (${master_key_id}).`,
      { cause },
    );
  if (master_key_id !== master.id) throw wrong();
  try {
    const decipher = createDecipheriv('aes-256-gcm', master.key, sealed.subarray(0, nonceBytes));
    decipher.setAAD(Buffer.from(secretName));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch (error) {
    throw wrong(error);
  }
}
