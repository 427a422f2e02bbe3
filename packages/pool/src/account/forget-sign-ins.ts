import type { Engine } from '../engine.ts';
import { deviceKeptS } from './remember-device.ts';

const batchRows = 1000;
const dayMs = 86_400_000;

/** What of signing in is of no use any more, and for how long it is kept after that. Nobody can sign in with any of it. */
const stale: readonly { table: string; at: string; key: string; keptMs: number }[] = [
  { table: 'person_session', at: 'expires_at', key: 'id', keptMs: 0 },
  { table: 'person_proof', at: 'expires_at', key: 'id', keptMs: 0 },
  { table: 'person_device', at: 'seen_at', key: 'ctid', keptMs: deviceKeptS * 1000 },
  { table: 'sign_in_try', at: 'last_at', key: 'key', keptMs: dayMs },
  { table: 'invitation', at: 'expires_at', key: 'id', keptMs: 30 * dayMs },
];

/** Job: forgets sessions, links, tries and invitations that have ended, a bounded number a turn. */
export async function forgetSignIns({ db, now }: Pick<Engine, 'db' | 'now'>): Promise<number> {
  let forgotten = 0;
  for (const { table, at, key, keptMs } of stale) {
    const { rowCount } = await db.pool.query(
      `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE ${at} < $1 ORDER BY ${at} LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [new Date(now().getTime() - keptMs), batchRows],
    );
    forgotten += rowCount ?? 0;
  }
  return forgotten;
}
