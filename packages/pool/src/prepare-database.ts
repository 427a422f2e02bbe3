import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Undo } from './close-in-turn.ts';
import type { Config } from './config.ts';
import { keepConsentTexts } from './checkout/keep-consent-texts.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import { migrationsDir } from './database/schema-version.ts';
import { startEmbedded } from './database/start-embedded.ts';

/** The settings with a database in them. */
export type PreparedConfig = Config & { databaseUrl: string };

/** Starts the embedded database unless another one is set, and brings it to the newest schema. Throws EmbeddedError or MigrationError. */
export async function prepareDatabase(config: Config, log: Logger, undo: Undo): Promise<PreparedConfig> {
  let { databaseUrl } = config;
  if (databaseUrl === undefined) {
    const embedded = await startEmbedded({ dataDir: join(config.dataDir, 'postgres'), log });
    undo.push(() => embedded.stop());
    databaseUrl = embedded.url;
  }
  await migrateDatabase(databaseUrl, log);
  return { ...config, databaseUrl };
}

/** Applies the migrations that the files hold now, on connections of its own. Throws MigrationError. */
export async function migrateDatabase(databaseUrl: string, log: Logger): Promise<void> {
  const { pool } = openDatabase(databaseUrl, { poolMax: 1, applicationName: 'kameng-migrate', statementTimeoutMs: 0 });
  try {
    await migrate(pool, { dir: migrationsDir, log });
    await keepConsentTexts(pool);
  } finally {
    await pool.end();
  }
}
