import type { Engine } from '../engine.ts';
import type { Channel } from './channel.ts';
import { matchBill } from './match-bill.ts';
import { readBill } from './read-bill.ts';

/** Channels publish the bill of a day some time after it is over, and callbacks of its last minutes have come by then. */
const billDelayMs = 2 * 3_600_000;
const dayMs = 86_400_000;
const lateAfterMs = 3 * dayMs;

/** Job: takes up the next bill of each channel that has bills, and compares it with the books. */
export async function reconcile(engine: Engine): Promise<number> {
  let done = 0;
  for (const channel of engine.channels.values()) {
    const day = channel.bill && (await nextDay(engine, channel));
    if (day && (await tryDay(engine, channel, day))) done += 1;
  }
  return done;
}

/** Reads a channel's bill of a day and compares it, also once more. Answers false when another process is at it. */
export async function reconcileDay(
  engine: Pick<Engine, 'db' | 'now' | 'log'>,
  channel: Channel,
  day: string,
): Promise<boolean> {
  const open = await readBill(engine, channel, day, () => matchBill(engine, channel, day));
  if (open === undefined) return false;
  if (open > 0)
    engine.log.error({ channel: channel.id, day, open }, 'bill and books do not agree: look at the reconciliation');
  return true;
}

async function tryDay(engine: Engine, channel: Channel, day: string): Promise<boolean> {
  try {
    return await reconcileDay(engine, channel, day);
  } catch (error) {
    // A bill that is not out yet is nothing to worry about; one that is days late is.
    const late = engine.now().getTime() - Date.parse(day) > lateAfterMs;
    engine.log[late ? 'error' : 'info']({ err: error, channel: channel.id, day }, 'the bill is read later');
    return false;
  }
}

/** The day after the last bill that was read, or the day before today, once its bill can be expected. */
async function nextDay(engine: Engine, { id, billOffsetMinutes = 0 }: Channel): Promise<string | undefined> {
  const { rows } = await engine.db.pool.query<{ last: string | null }>(
    'SELECT max(day) AS last FROM bill WHERE channel = $1 AND read_at IS NOT NULL',
    [id],
  );
  const { last } = rows[0]!;
  const over = new Date(engine.now().getTime() + billOffsetMinutes * 60_000 - dayMs - billDelayMs)
    .toISOString()
    .slice(0, 10);
  if (last === null) return over;
  return last < over ? new Date(Date.parse(last) + dayMs).toISOString().slice(0, 10) : undefined;
}
