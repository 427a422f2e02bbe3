/**
 * Lets a week pass for one supplier or agent of a running pool, as far as its money goes: what it earned matures and its accounts can be paid
 * to. Then prints what the proof of the ledger finds, as JSON; without a name it only proves. `node packages/pool/test/let-mature.ts
 * "Harbour Lane"`, with the KAMENG_DATA_DIR of the pool, whose database it joins.
 */
import { join } from 'node:path';
import { openDatabase } from '../src/database/open-database.ts';
import { startEmbedded } from '../src/database/start-embedded.ts';
import { matureShares } from '../src/ledger/mature-shares.ts';
import { proveLedger } from '../src/ledger/prove-ledger.ts';

const { KAMENG_DATA_DIR: dataDir = '' } = process.env;
const name = process.argv[2];
const quiet = { info: () => {}, warn: () => {} };
const server = await startEmbedded({ dataDir: join(dataDir, 'postgres'), log: quiet });
const db = openDatabase(server.url, { poolMax: 2, applicationName: 'let-mature', statementTimeoutMs: 30_000 });
const parties =
  '(SELECT id, name, organisation_id FROM supplier UNION ALL SELECT id, name, organisation_id FROM agent) s';
if (name !== undefined) {
  await db.pool.query(
    `UPDATE share SET matures_at = now() - interval '1 second' FROM ${parties} WHERE s.id = owner_id AND s.name = $1 AND matured_at IS NULL`,
    [name],
  );
  await db.pool.query(
    `UPDATE payout_account a SET usable_from = now() FROM ${parties} WHERE s.organisation_id = a.organisation_id AND s.name = $1`,
    [name],
  );
  while ((await matureShares({ db, now: () => new Date() })) > 0);
}
console.log(JSON.stringify(await proveLedger(db.pool)));
await db.pool.end();
await server.stop();
