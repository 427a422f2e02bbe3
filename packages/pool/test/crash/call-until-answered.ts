import { setTimeout as delay } from 'node:timers/promises';

export interface Answered {
  status: number;
  body: Record<string, unknown>;
}

const answerMaxMs = 10_000;
/** A moment for a killed process or database to come back. */
const restMs = 100;
/** A pool that is away for longer is lost. */
const patienceMs = 180_000;

/**
 * Sends the very same request to one process after another until it is answered: not by a broken connection, and not with "later".
 * Throws when no process answers in minutes.
 */
export async function callUntilAnswered(
  find: () => string | undefined,
  path: string,
  { method = 'POST', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: object },
): Promise<Answered> {
  const end = Date.now() + patienceMs;
  let last = 'no process is up';
  while (Date.now() < end) {
    const url = find();
    if (url !== undefined) {
      try {
        const response = await fetch(`${url}${path}`, {
          method,
          headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
          ...(body && { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(answerMaxMs),
        });
        const answer = (await response.json()) as Record<string, unknown>;
        if (response.status < 500 && response.status !== 429) return { status: response.status, body: answer };
        last = `${response.status} ${String(answer.code)}`;
      } catch (error) {
        last = String((error as Error).cause ?? error);
      }
    }
    await delay(restMs);
  }
  throw new Error(`${path} was not answered: ${last}`);
}
