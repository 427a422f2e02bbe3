import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { Context } from '../engine.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput } from '../http/serve-desk.ts';
import type { Seen } from './channel.ts';

interface Row {
  provider: string;
  event_key: string;
  payment_id: string | null;
  seen: Seen;
  received_at: Date;
}

/** Genuine callbacks that fit no payment of their channel, or say paid and not how much; oldest first. */
export async function listQuarantined(
  ctx: Context,
  { query }: DeskInput<'listQuarantinedCallbacks'>,
): Promise<DeskAnswer<'listQuarantinedCallbacks'>> {
  const [receivedAt = null, provider = null, eventKey = null] = readCursor(query.cursor, 3, ['time', 'text', 'text']);
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT provider, event_key, payment_id, seen, received_at FROM payment_event
     WHERE outcome = 'quarantined' AND ($1::timestamptz IS NULL OR (received_at, provider, event_key) > ($1, $2, $3))
     ORDER BY received_at, provider, event_key LIMIT $4`,
    [receivedAt, provider, eventKey, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map(({ provider: channel, event_key, payment_id, seen, received_at }) => ({
      channel,
      event_key,
      payment_id,
      state: seen.state,
      paid: seen.paid ?? null,
      received_at: received_at.toISOString(),
    })),
    next_cursor:
      last && rows.length > page.length
        ? writeCursor([last.received_at.toISOString(), last.provider, last.event_key])
        : null,
  };
}
