import { setTimeout as pause } from 'node:timers/promises';

/** Waits for something to be so; throws when it never is. */
export async function until(isSo: () => boolean, what: string, limitMs = 90_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never happened: ${what}`);
    await pause(500);
  }
}
