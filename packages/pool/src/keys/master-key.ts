import { createHash, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeyError } from './key-error.ts';
import type { MasterKey } from './keys.ts';

const keyBytes = 32;

/** Reads a master key from its text: 32 bytes in base64. Throws KeyError `bad_master_key`. */
export function parseMasterKey(text: string, where: string): MasterKey {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== keyBytes || !/^[A-Za-z0-9+/_-]+=*$/.test(text.trim())) {
    throw new KeyError('bad_master_key', `${where} is not 32 bytes in base64. Make one with: openssl rand -base64 32`);
  }
  // The id tells keys apart without telling anything of the key.
  return {
    id: `mk_${createHash('sha256').update('kameng master key id').update(key).digest('hex').slice(0, 16)}`,
    key,
  };
}

/** Where the master key of development lies. */
export function masterKeyFile(dataDir: string): string {
  return join(dataDir, 'master.key');
}

/** Reads the key file of a data folder; undefined when there is none. */
export function readMasterKeyFile(dataDir: string): MasterKey | undefined {
  const file = masterKeyFile(dataDir);
  return existsSync(file) ? parseMasterKey(readFileSync(file, 'utf8'), file) : undefined;
}

/** Makes the key file, or reads the one another process made in the same moment. */
export function createMasterKeyFile(dataDir: string): MasterKey {
  mkdirSync(dataDir, { recursive: true });
  const file = masterKeyFile(dataDir);
  const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(own, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // A link appears whole or not at all, and never over one that is there.
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own);
  }
  return parseMasterKey(readFileSync(file, 'utf8'), file);
}
