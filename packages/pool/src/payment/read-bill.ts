import { insertRows } from '../database/insert-rows.ts';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import type { BillLine, Channel } from './channel.ts';

const chunkLines = 5000;
/** A process that reads a bill has it this long for each chunk before another one may begin anew. */
const leaseMs = 600_000;

/**
 * Takes a channel's bill of a day: reads it into the database, in place of what was read of it before, and hands it over. Until
 * `use` has ended no other process begins anew; one that dies leaves the bill as if it had never been read. Answers what `use`
 * does, or undefined when another process is at it. Throws what the channel and `use` throw.
 */
export async function readBill<Result>(
  engine: Pick<Engine, 'db' | 'now'>,
  channel: Channel,
  day: string,
  use: () => Promise<Result>,
): Promise<Result | undefined> {
  const { pool } = engine.db;
  const until = () => new Date(engine.now().getTime() + leaseMs);
  const { rowCount } = await pool.query(
    `INSERT INTO bill (channel, day, leased_until) VALUES ($1, $2, $3)
     ON CONFLICT (channel, day) DO UPDATE SET leased_until = $3, read_at = NULL, lines = 0
     WHERE bill.leased_until IS NULL OR bill.leased_until < $4`,
    [channel.id, day, until(), engine.now()],
  );
  if (rowCount === 0) return undefined;
  try {
    await pool.query('DELETE FROM bill_line WHERE channel = $1 AND day = $2', [channel.id, day]);
    let lines = 0;
    for await (const chunk of inChunks(channel.bill!(day))) {
      await transact(pool, async (client) => {
        await insertRows(client, 'bill_line', columns, toRows(channel.id, day, lines, chunk));
        await client.query('UPDATE bill SET leased_until = $3 WHERE channel = $1 AND day = $2', [
          channel.id,
          day,
          until(),
        ]);
      });
      lines += chunk.length;
    }
    const result = await use();
    await pool.query('UPDATE bill SET lines = $3, read_at = $4, leased_until = NULL WHERE channel = $1 AND day = $2', [
      channel.id,
      day,
      lines,
      engine.now(),
    ]);
    return result;
  } catch (error) {
    await pool.query('UPDATE bill SET leased_until = NULL WHERE channel = $1 AND day = $2', [channel.id, day]);
    throw error;
  }
}

const columns = [
  ['channel', 'text'],
  ['day', 'date'],
  ['line', 'int'],
  ['payment_id', 'text'],
  ['kind', 'text'],
  ['currency', 'text'],
  ['amount_minor', 'bigint'],
  ['at', 'timestamptz'],
] as const;

function toRows(channel: string, day: string, before: number, chunk: readonly BillLine[]): object[] {
  return chunk.map(({ paymentId, kind, amount, at }, index) => ({
    channel,
    day,
    line: before + index + 1,
    payment_id: paymentId,
    kind,
    ...amount,
    at,
  }));
}

async function* inChunks(lines: AsyncIterable<BillLine>): AsyncGenerator<BillLine[]> {
  let chunk: BillLine[] = [];
  for await (const line of lines) {
    chunk.push(line);
    if (chunk.length < chunkLines) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
