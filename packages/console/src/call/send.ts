import type { Problem } from '@kameng/contract/error';
import { Refusal, type Told } from './refusal.ts';

/** Longest wait for a whole answer; for one that is followed as it comes. */
const longestMs = 30_000;
const longestFollowedMs = 600_000;

export interface Sent {
  query?: object | undefined;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** Reads an answer that comes as a stream and may take minutes. */
  read?: ((response: Response) => Promise<string>) | undefined;
}

/** Sends one request to the pool, with the sign-in's cookie. Throws Refusal. */
export async function send<Answer>(
  method: string,
  path: string,
  { query, body, headers, signal, read }: Sent,
): Promise<Answer> {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  const timeout = AbortSignal.timeout(read ? longestFollowedMs : longestMs);
  try {
    const response = await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const text = await (read ? read(response) : response.text());
    // An answer that was cut off is no answer.
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
    const retryAfter = Number(response.headers.get('retry-after')) || undefined;
    throw new Refusal(readProblem(text), retryAfter);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    if (signal?.aborted) throw signal.reason;
    throw new Refusal({ code: 'network' }, undefined, cause);
  }
}

/** A proxy's page is no problem document; then it was the way there that failed. */
function readProblem(text: string): Told {
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    if (typeof problem.code === 'string') return { ...problem, code: problem.code };
  } catch {
    // Falls through: not ours.
  }
  return { code: 'network' };
}
