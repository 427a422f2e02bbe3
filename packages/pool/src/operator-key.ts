import { openDatabase } from './database/open-database.ts';
import { EmbeddedError } from './database/embedded-error.ts';
import { closeInTurn, type Undo } from './close-in-turn.ts';
import { logPlainly } from './log-plainly.ts';
import { prepareDatabase } from './prepare-database.ts';
import { ConfigError, readConfig } from './read-config.ts';
import { createOperatorKey } from './site/create-operator-key.ts';

// `node packages/pool/src/operator-key.ts` with the pool's own settings: makes a key for the operator's calls (/v1/admin/…) and
// shows it once. Whoever may run this may read the database anyway.
const undo: Undo = [];
try {
  const config = readConfig(process.env);
  const log = logPlainly(config.logLevel);
  const { databaseUrl } = await prepareDatabase(config, log, undo);
  const db = openDatabase(databaseUrl, {
    poolMax: 1,
    applicationName: 'kameng-operator-key',
    statementTimeoutMs: 15_000,
  });
  undo.push(() => db.pool.end());
  const { id, key } = await createOperatorKey({ db, now: () => new Date() });
  console.log(`${key}\n\nThis is ${id}. It is shown only now; keep it where secrets are kept.`);
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof EmbeddedError ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeInTurn(undo, logPlainly('error'))();
}
