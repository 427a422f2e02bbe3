import { createId } from '@kameng/contract/id';
import type { EventType } from '@kameng/contract/webhook';
import type { ClientBase } from 'pg';
import { runTogether, type Statement } from '../database/run-together.ts';

/** What happened to one object of one site; the event's id and time are given when it is recorded. */
export interface NewEvent {
  site_id: string;
  type: EventType;
  object_id: string;
  sequence: number;
  status: string | null;
  client_reference: string | null;
}

/** Records events in the caller's transaction, with one statement. Ids rise in the order given. */
export async function recordEvents(client: ClientBase, at: Date, events: readonly NewEvent[]): Promise<void> {
  await runTogether(client, eventStatements(at, events));
}

/**
 * The statement that records events. Where a site has no endpoint there is nothing to send, so its events count as dispatched at
 * once and cost no second write.
 */
export function eventStatements(at: Date, events: readonly NewEvent[]): Statement[] {
  if (events.length === 0) return [];
  const ids = events.map(() => createId('event', at.getTime())).toSorted();
  return [
    {
      name: 'record events',
      text: `INSERT INTO event (id, site_id, type, object_id, sequence, status, client_reference, created_at, dispatched_at)
             SELECT n.*, $8::timestamptz, CASE WHEN EXISTS (SELECT 1 FROM webhook_endpoint e WHERE e.site_id = n.site_id AND e.removed_at IS NULL) THEN NULL ELSE $8::timestamptz END
             FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[])
               AS n (id, site_id, type, object_id, sequence, status, client_reference)`,
      values: [
        ids,
        events.map(({ site_id }) => site_id),
        events.map(({ type }) => type),
        events.map(({ object_id }) => object_id),
        events.map(({ sequence }) => sequence),
        events.map(({ status }) => status),
        events.map(({ client_reference }) => client_reference),
        at,
      ],
    },
  ];
}
