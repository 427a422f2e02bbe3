import { randomBytes } from 'node:crypto';
import type { Role } from '@kameng/contract/desk-roles';
import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import { hashKey } from '../site/hash-key.ts';

/** A new key's text. */
export function makeDeskKey(): string {
  return `dk_${randomBytes(24).toString('base64url')}`;
}

/** Keeps a desk's key whose text is given, once; of the text only a hash and a hint. */
export async function storeDeskKey(
  client: ClientBase,
  at: Date,
  { organisationId, name, role, key }: { organisationId: string; name: string; role: Role; key: string },
): Promise<{ id: string; hint: string }> {
  const hint = `${key.slice(0, 7)}…${key.slice(-4)}`;
  // The update changes nothing; it makes the row that is already there answer with its id.
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO api_key (id, organisation_id, kind, name, role, key_hash, hint, created_at) VALUES ($1, $2, 'desk', $3, $4, $5, $6, $7)
     ON CONFLICT (key_hash) DO UPDATE SET key_hash = excluded.key_hash RETURNING id`,
    [createId('apiKey', at.getTime()), organisationId, name, role, hashKey(key), hint, at],
  );
  return { id: rows[0]!.id, hint };
}
