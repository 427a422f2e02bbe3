import { ApiError } from '../api-error.ts';
import type { Context, Engine } from '../engine.ts';
import { readOwnToken } from './own-token.ts';

/** Whose the token of an opened link is, as the keyed hash of the contact; undefined when it is nobody's any more. */
export async function findContact({ db, keys, now }: Engine, token: string): Promise<Buffer | undefined> {
  const id = readOwnToken(keys, token, 'session');
  if (id === undefined) return undefined;
  const { rows } = await db.pool.query<{ contact_fingerprint: Buffer }>(
    'SELECT contact_fingerprint FROM orders_link WHERE id = $1 AND opened_at IS NOT NULL AND expires_at > $2',
    [id, now()],
  );
  return rows[0]?.contact_fingerprint;
}

/** The contact on whose behalf a request is made. Throws `key_wrong_kind`. */
export function contactOf({ actor }: Pick<Context, 'actor'>): Buffer {
  if (actor.kind !== 'contact') throw new ApiError('key_wrong_kind');
  return actor.fingerprint;
}
