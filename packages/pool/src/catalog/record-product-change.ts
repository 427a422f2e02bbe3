import { createId } from '@kameng/contract/id';
import type pg from 'pg';

/** A product that just changed, in the transaction in which it did. */
export interface ProductChange {
  id: string;
  sequence: number;
  status: string;
}

/** Rows in one insert; more are written in several. */
const insertMax = 5000;

const subscribers = `SELECT DISTINCT site_id FROM webhook_endpoint WHERE removed_at IS NULL AND 'product.updated' = ANY (events)`;

const insert = `
  INSERT INTO event (id, site_id, type, object_id, sequence, status, created_at)
  SELECT id, site_id, 'product.updated', object_id, sequence, status, $6
  FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[]) AS new(id, site_id, object_id, sequence, status)`;

/**
 * Writes a `product.updated` event for every site that wants to hear of it, in the caller's transaction. Answers how many.
 */
export async function recordProductChange(
  client: pg.PoolClient,
  changes: readonly ProductChange[],
  now: Date,
): Promise<number> {
  if (changes.length === 0) return 0;
  const { rows: sites } = await client.query<{ site_id: string }>(subscribers);
  const events = sites.flatMap(({ site_id }) => changes.map((change) => ({ site_id, change })));
  for (let start = 0; start < events.length; start += insertMax) {
    const part = events.slice(start, start + insertMax);
    await client.query(insert, [
      part.map(() => createId('event', now.getTime())),
      part.map(({ site_id }) => site_id),
      part.map(({ change }) => change.id),
      part.map(({ change }) => change.sequence),
      part.map(({ change }) => change.status),
      now,
    ]);
  }
  return events.length;
}
