import type { SupplyAnswer } from '@kameng/contract/supply';
import { askSuppliers } from '../src/supply/ask-suppliers.ts';
import { storeAnswer } from '../src/supply/store-answer.ts';
import { openTestEngine } from './open-test-engine.ts';

/** What a process is told: to ask suppliers, or to store an answer, by a clock that is so many seconds ahead. */
export interface SupplyOrders {
  url: string;
  secret: string;
  answer: SupplyAnswer | undefined;
  aheadS: number;
}

process.once('message', (told: SupplyOrders) => void work(told));

async function work({ url, secret, answer, aheadS }: SupplyOrders): Promise<void> {
  const engine = await openTestEngine({ shared: { url, secret } });
  engine.wait(aheadS);
  const result = answer ? await storeAnswer(engine, answer) : await askSuppliers(engine);
  await engine.close();
  process.send!(result, () => process.disconnect());
}
