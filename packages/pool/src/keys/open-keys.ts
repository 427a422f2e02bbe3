import type pg from 'pg';
import type { Config } from '../config.ts';
import { KeyError } from './key-error.ts';
import { deriveKeys, type Keys, type MasterKey } from './keys.ts';
import { createMasterKeyFile, masterKeyFile, parseMasterKey, readMasterKeyFile } from './master-key.ts';
import { createRoot, openRoot, readRoot } from './root-secret.ts';

type KeyConfig = Pick<Config, 'environment' | 'masterKey' | 'newMasterKey' | 'dataDir'>;

/**
 * Opens the pool's keys: the master key from KAMENG_MASTER_KEY or, in development, from a file made once; the root secret from
 * the database, made once by whichever process comes first. While the master key is being replaced, KAMENG_NEW_MASTER_KEY is
 * held too, and the pool may be using either. Throws KeyError.
 */
export async function openKeys(config: KeyConfig, pool: pg.Pool, log: { warn(message: string): void }): Promise<Keys> {
  const found = await readRoot(pool);
  const given = openMaster(config, found !== undefined, log);
  const masters = [given];
  if (config.newMasterKey !== undefined) masters.push(parseMasterKey(config.newMasterKey, 'KAMENG_NEW_MASTER_KEY'));
  const sealed = found ?? (await createRoot(pool, given));
  const master = masters.find(({ id }) => id === sealed.master_key_id);
  const wrong = (cause?: unknown) => {
    const source = config.masterKey === undefined ? masterKeyFile(config.dataDir) : 'KAMENG_MASTER_KEY';
    return new KeyError(
      'wrong_master_key',
      `The master key in ${source} (${given.id}) is not the one this database was made with (${sealed.master_key_id}).`,
      { cause },
    );
  };
  if (!master) throw wrong();
  let root: Buffer;
  try {
    root = openRoot(sealed, master);
  } catch (error) {
    throw wrong(error);
  }
  return deriveKeys(master, root, masters);
}

function openMaster(config: KeyConfig, sealedExists: boolean, log: { warn(message: string): void }): MasterKey {
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
