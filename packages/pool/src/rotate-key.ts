import { join } from 'node:path';
import { EmbeddedError } from './database/embedded-error.ts';
import { openDatabase } from './database/open-database.ts';
import { startEmbedded } from './database/start-embedded.ts';
import { KeyError } from './keys/key-error.ts';
import { parseMasterKey } from './keys/master-key.ts';
import { rotateMasterKey } from './keys/rotate-master-key.ts';
import { logPlainly } from './log-plainly.ts';
import { ConfigError, readConfig } from './read-config.ts';

// `node packages/pool/src/rotate-key.ts` with the pool's own settings: replaces KAMENG_MASTER_KEY by KAMENG_NEW_MASTER_KEY. Give
// both to every process of the pool first and restart it; run this, again if it was cut off; then set KAMENG_MASTER_KEY to the
// new key, unset KAMENG_NEW_MASTER_KEY and restart once more. Keep the old key as long as you keep dumps that were made with it.
try {
  await rotate();
} catch (error) {
  const known = error instanceof ConfigError || error instanceof KeyError || error instanceof EmbeddedError;
  console.error(known ? error.message : error);
  process.exitCode = 1;
}

async function rotate(): Promise<void> {
  const config = readConfig(process.env);
  const { masterKey, newMasterKey } = config;
  if (masterKey === undefined || newMasterKey === undefined)
    throw new ConfigError([
      'Set both KAMENG_MASTER_KEY (the key in use) and KAMENG_NEW_MASTER_KEY (the one to replace it).',
    ]);
  const from = parseMasterKey(masterKey, 'KAMENG_MASTER_KEY');
  const to = parseMasterKey(newMasterKey, 'KAMENG_NEW_MASTER_KEY');
  const embedded =
    config.databaseUrl === undefined
      ? await startEmbedded({ dataDir: join(config.dataDir, 'postgres'), log: logPlainly(config.logLevel) })
      : undefined;
  const url = config.databaseUrl ?? embedded!.url;
  const { pool } = openDatabase(url, { poolMax: 2, applicationName: 'kameng-rotate', statementTimeoutMs: 0 });
  try {
    const batches = await rotateMasterKey(pool, { from, to });
    console.log(`The pool uses ${to.id}. ${batches} batches were rewrapped, and none is left with ${from.id}.`);
  } finally {
    await pool.end();
    await embedded?.stop();
  }
}
