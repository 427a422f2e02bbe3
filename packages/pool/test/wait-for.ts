import { setTimeout as delay } from 'node:timers/promises';

/** Asks until the condition holds, every few milliseconds; the time limit of the test bounds it. */
export async function waitFor(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await delay(10);
}
