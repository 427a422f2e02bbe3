import type pg from 'pg';
import { demoDesks, demoShop, demoSite } from '../demo/parties.ts';
import { ConfigError } from './read-config.ts';
import { hashKey } from './site/hash-key.ts';

/** Refuses to serve a database in production whose demo keys or log-ins still work: everybody knows them. Throws ConfigError. */
export async function refuseDemoKeys(pool: pg.Pool): Promise<void> {
  const hashes = [demoSite.key, demoShop.key, ...demoDesks.map(({ key }) => key)].map(hashKey);
  const { rows } = await pool.query(
    `SELECT FROM api_key WHERE key_hash = ANY ($1::bytea[]) AND revoked_at IS NULL
     UNION ALL SELECT FROM person_login WHERE id = ANY ($2)`,
    [hashes, demoDesks.map(({ loginId }) => loginId)],
  );
  if (rows.length > 0) {
    throw new ConfigError([
      'DATABASE_URL is a database with the demo keys in it. Set one that was never used for development, or revoke pk_test_demo, sk_test_demo and dk_demo_…, and delete the log-ins of the people at demo.example.',
    ]);
  }
}
