import { randomBytes } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import { createOrganisation } from './account/create-organisation.ts';
import { closeInTurn, type Undo } from './close-in-turn.ts';
import { EmbeddedError } from './database/embedded-error.ts';
import { openDatabase } from './database/open-database.ts';
import { transact } from './database/transact.ts';
import { logPlainly } from './log-plainly.ts';
import { prepareDatabase } from './prepare-database.ts';
import { ConfigError, readConfig } from './read-config.ts';
import { hashKey } from './site/hash-key.ts';

// `node packages/pool/src/open-operator.ts you@company.example` with the pool's own settings: makes the operator's organisation when
// there is none, and prints a link with which that address becomes its owner. Whoever may run this may read the database anyway.
const openMs = 7 * 86_400_000;
const undo: Undo = [];
try {
  const email = process.argv[2]?.trim().toLowerCase() ?? '';
  if (!/^\S+@\S+$/.test(email))
    throw new ConfigError(['Name the e-mail address of the owner: open-operator.ts you@company.example']);
  const config = readConfig(process.env);
  const log = logPlainly(config.logLevel);
  const { databaseUrl } = await prepareDatabase(config, log, undo);
  const { pool } = openDatabase(databaseUrl, {
    poolMax: 1,
    applicationName: 'kameng-open-operator',
    statementTimeoutMs: 15_000,
  });
  undo.push(() => pool.end());
  const token = randomBytes(24).toString('base64url');
  await transact(pool, async (client) => {
    const at = new Date();
    const { rows } = await client.query<{ id: string }>(
      "SELECT id FROM organisation WHERE kind = 'operator' ORDER BY id LIMIT 1",
    );
    const organisationId =
      rows[0]?.id ?? (await createOrganisation(client, at, { kind: 'operator', name: 'Operator' }));
    await client.query(
      `INSERT INTO invitation (id, organisation_id, email, role, token_hash, created_at, expires_at) VALUES ($1, $2, $3, 'owner', $4, $5, $6)
       ON CONFLICT (organisation_id, email) DO UPDATE SET role = 'owner', token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
      [createId('invitation'), organisationId, email, hashKey(token), at, new Date(at.getTime() + openMs)],
    );
  });
  console.log(
    `${config.url}/console/sign-in#invitation=${token}\n\nSign in there as ${email} within 7 days. The link works once.`,
  );
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof EmbeddedError ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeInTurn(undo, logPlainly('error'))();
}
