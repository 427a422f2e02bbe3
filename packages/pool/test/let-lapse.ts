/**
 * Lets the time of whoever's turn it is in a dispute run out, in a running pool, whose jobs then do what follows:
 * `node packages/pool/test/let-lapse.ts`, with the KAMENG_DATA_DIR of the pool, whose database it joins.
 */
import { join } from 'node:path';
import { openDatabase } from '../src/database/open-database.ts';
import { startEmbedded } from '../src/database/start-embedded.ts';

const { KAMENG_DATA_DIR: dataDir = '' } = process.env;
const server = await startEmbedded({ dataDir: join(dataDir, 'postgres'), log: { info: () => {}, warn: () => {} } });
const { pool } = openDatabase(server.url, { poolMax: 1, applicationName: 'let-lapse', statementTimeoutMs: 30_000 });
await pool.query("UPDATE dispute SET deadline = now() - interval '1 second' WHERE status <> 'closed'");
await pool.end();
await server.stop();
