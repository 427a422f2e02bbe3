import { eraseRecords } from '../src/record/erase-records.ts';
import { openTestEngine } from './open-test-engine.ts';
import { openOperatorSeat } from './operator-seat.ts';

/** What a process that erases is told. */
export interface EraseOrders {
  url: string;
  secret: string;
  requestId: string;
}

process.once('message', ({ url, secret, requestId }: EraseOrders) => void erase({ url, secret }, requestId));

async function erase(shared: { url: string; secret: string }, id: string): Promise<void> {
  const engine = await openTestEngine({ shared });
  const seat = await openOperatorSeat(engine, 'Worker');
  await eraseRecords(seat, { params: { id }, query: undefined, body: undefined });
  await engine.close();
  process.disconnect();
}
