import type { Problem } from '@kameng/contract/error';
import { Refusal, type Told } from './refusal.ts';

/** Longest wait for a whole answer, and the longest silence within one that is followed as it comes. */
const longestMs = 30_000;
const longestSilenceMs = 300_000;

export interface Sent {
  query?: object | undefined;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** Told how many bytes have come so far; then the answer may take as long as it keeps coming. */
  onBytes?: ((bytes: number) => void) | undefined;
}

/** Sends one request to the pool, with the sign-in's cookie. Throws Refusal. */
export async function send<Answer>(
  method: string,
  path: string,
  { query, body, headers, signal, onBytes }: Sent,
): Promise<Answer> {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  const clock = startClock(onBytes ? longestSilenceMs : longestMs);
  try {
    const response = await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, clock.signal]) : clock.signal,
    });
    const text = onBytes ? await readAsItComes(response, onBytes, clock.restart) : await response.text();
    // An answer that was cut off is no answer.
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
    const retryAfter = Number(response.headers.get('retry-after')) || undefined;
    throw new Refusal(readProblem(text), retryAfter);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    if (signal?.aborted) throw signal.reason;
    throw new Refusal({ code: 'network' }, undefined, cause);
  } finally {
    clock.stop();
  }
}

/** Aborts its signal when the time is up; a restart gives all of it again. */
function startClock(ms: number): { signal: AbortSignal; restart: () => void; stop: () => void } {
  const end = new AbortController();
  let timer = 0;
  const stop = () => clearTimeout(timer);
  const restart = () => {
    stop();
    timer = window.setTimeout(() => end.abort(), ms);
  };
  restart();
  return { signal: end.signal, restart, stop };
}

async function readAsItComes(response: Response, onBytes: (bytes: number) => void, heard: () => void): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    heard();
    bytes += piece.value.byteLength;
    onBytes(bytes);
    text += decoder.decode(piece.value, { stream: true });
  }
  return text + decoder.decode();
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
