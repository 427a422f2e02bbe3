import type { RecordRequest } from '@kameng/contract/desk/record';

export interface RecordRequestRow {
  id: string;
  kind: RecordRequest['kind'];
  status: RecordRequest['status'];
  contact_fingerprint: Buffer | null;
  contact_hint: string | null;
  asked_by: string;
  asked_name: string;
  reason: string | null;
  until_order: string;
  orders: number;
  done_by: string | null;
  done_name: string | null;
  message: string | null;
  created_at: Date;
  done_at: Date | null;
}

export function renderRecordRequest(row: RecordRequestRow): RecordRequest {
  const { id, kind, status, contact_hint, reason, orders, message, created_at, done_at } = row;
  return {
    id,
    kind,
    status,
    contact_hint,
    asked_by: { id: row.asked_by, name: row.asked_name },
    reason,
    orders,
    done_by: row.done_by === null ? null : { id: row.done_by, name: row.done_name ?? '' },
    message,
    created_at: created_at.toISOString(),
    done_at: done_at?.toISOString() ?? null,
  };
}

/** Enough of an address to recognise it: its ends. */
export function hintOf(contact: string): string {
  const [name = '', host] = contact.trim().split('@');
  if (host === undefined) return `••• ${name.slice(-2)}`;
  return `${[...name][0] ?? ''}•••@${[...host][0] ?? ''}•••${/\.[^.]+$/.exec(host)?.[0] ?? ''}`;
}
