/**
 * Prints the transfers of one order as JSON: `node packages/pool/test/read-books.ts ord_…`, with the KAMENG_DATA_DIR of a running
 * pool, whose database it joins. For tests that buy through a browser and then want to know where the money is.
 */
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/database/start-embedded.ts';

const { KAMENG_DATA_DIR: dataDir = '' } = process.env;
const quiet = { info: () => {}, warn: () => {} };
const server = await startEmbedded({ dataDir: join(dataDir, 'postgres'), log: quiet });
const client = new pg.Client({ connectionString: server.url });
await client.connect();
const { rows } = await client.query(
  'SELECT kind, debit_account, credit_account, amount_minor::int FROM transfer WHERE order_id = $1 ORDER BY id',
  [process.argv[2]],
);
console.log(JSON.stringify(rows));
await client.end();
await server.stop();
