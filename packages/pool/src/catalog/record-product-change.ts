import type { ClientBase } from 'pg';
import { recordEvents } from '../webhook/record-events.ts';

/** A product that just changed, in the transaction in which it did. */
export interface ProductChange {
  id: string;
  sequence: number;
  status: string;
}

/** Events in one insert; more are written in several. */
const insertMax = 5000;

const subscribers = `SELECT DISTINCT site_id FROM webhook_endpoint WHERE removed_at IS NULL AND 'product.updated' = ANY (events)`;

/**
 * Writes a `product.updated` event for every site that wants to hear of it, in the caller's transaction. Answers how many.
 */
export async function recordProductChange(
  client: ClientBase,
  changes: readonly ProductChange[],
  now: Date,
): Promise<number> {
  if (changes.length === 0) return 0;
  const { rows: sites } = await client.query<{ site_id: string }>(subscribers);
  const events = sites.flatMap(({ site_id }) =>
    changes.map(({ id, sequence, status }) => ({
      site_id,
      type: 'product.updated' as const,
      object_id: id,
      sequence,
      status,
      client_reference: null,
    })),
  );
  for (let start = 0; start < events.length; start += insertMax)
    await recordEvents(client, now, events.slice(start, start + insertMax));
  return events.length;
}
