import pg from 'pg';
import { urlOf } from './probe-postgres.ts';

const LIMIT_MS = 60_000;

/**
 * Makes the role and the database `kameng` on a server that has none yet. The role owns its databases and may make more, for
 * tests, but it is no superuser: whatever reaches the pool's SQL must not reach the server's files and programs.
 */
export async function createDatabase(run: string): Promise<void> {
  const client = new pg.Client({
    connectionString: urlOf(run, 'postgres', 'postgres'),
    connectionTimeoutMillis: LIMIT_MS,
    query_timeout: LIMIT_MS,
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(`
      SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kameng') AS role,
             EXISTS (SELECT FROM pg_database WHERE datname = 'kameng') AS database`);
    if (!rows[0]?.role) await client.query('CREATE ROLE kameng LOGIN CREATEDB IN ROLE pg_monitor');
    if (!rows[0]?.database) await client.query('CREATE DATABASE kameng OWNER kameng');
  } finally {
    await client.end();
  }
}
