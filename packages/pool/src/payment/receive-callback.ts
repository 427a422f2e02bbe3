import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';
import { observeRefusedCallback } from '../http/metrics.ts';
import { BadCallback, type Callback, type Seen } from './channel.ts';
import { hidePayer } from './hide-payer.ts';

/** How soon a stored callback is tried again when applying it at once did not work. */
const retryMs = 2000;

/**
 * Takes a channel's callback: verified on its raw bytes, stored once, answered; applied after that, by this process at once
 * or by whichever process is alive later. Throws `callback_refused`, which says nothing about why.
 */
export async function receiveCallback(engine: Engine, channelId: string, callback: Callback): Promise<'success'> {
  const channel = engine.channels.get(channelId);
  if (!channel) throw new ApiError('route_not_found');
  const seen = hidePayer(
    engine,
    verify(engine, channelId, () => channel.notify(callback)),
  );
  await storeSeen(engine, channelId, seen);
  void engine.batchers.applySeen({ channel: channelId, seen, stored: true }).catch((error: unknown) => {
    engine.log.warn({ err: error, channel: channelId }, 'a stored callback waits for its next attempt');
  });
  return 'success';
}

function verify(engine: Engine, channelId: string, notify: () => Seen): Seen {
  try {
    return notify();
  } catch (error) {
    if (!(error instanceof BadCallback)) throw error;
    engine.log.warn({ channel: channelId, reason: error.message }, 'callback refused');
    observeRefusedCallback(channelId);
    throw new ApiError('callback_refused', { cause: error });
  }
}

async function storeSeen(engine: Engine, channelId: string, seen: Seen): Promise<void> {
  const now = engine.now();
  await engine.db.pool.query({
    name: 'store callback',
    text: `INSERT INTO payment_event (provider, event_key, payment_id, seen, received_at, next_attempt_at) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (provider, event_key) DO NOTHING`,
    values: [channelId, seen.eventKey, seen.paymentId, JSON.stringify(seen), now, new Date(now.getTime() + retryMs)],
  });
}
