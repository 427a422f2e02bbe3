import type { EventType, KamengEvent } from '@kameng/contract/webhook';

export interface EventRow {
  id: string;
  type: EventType;
  object_id: string;
  sequence: number;
  status: string | null;
  client_reference: string | null;
  created_at: Date;
}

/** A recorded event as the wire shows it, in lists and in deliveries alike. */
export function describeEvent(row: EventRow): KamengEvent {
  return {
    id: row.id,
    type: row.type,
    timestamp: row.created_at.toISOString(),
    data: { object: row.object_id, sequence: row.sequence, status: row.status, client_reference: row.client_reference },
  };
}
