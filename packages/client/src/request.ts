import type { Problem } from '@kameng/contract/error';
import type { Language } from '@kameng/contract/page';
import { KamengError } from './problem.ts';
import { wait } from './wait.ts';

/**
 * Which pool to talk to, and as whom: a plain object, passed to every call.
 * To act with another key, spread it: `getOrder({ ...client, key: orderToken }, id)`.
 */
export interface Client {
  /** Base URL of the pool, such as `https://pool.example`. */
  pool: string;
  /** `pk_…` or `sk_…`; for the calls of one checkout or order its `cks_…` secret or `ort_…` token. */
  key?: string | undefined;
  /** An agent's referral ID; counts on the catalogue and on checkouts when there is no key. */
  ref?: string | undefined;
  lang?: Language | undefined;
  /** Sends the requests; `globalThis.fetch` unless given. */
  fetch?: typeof globalThis.fetch | undefined;
  /** A number in [0, 1) that spreads retries; `Math.random` unless given. */
  random?: (() => number) | undefined;
  /** Waits between attempts; a timer unless given. */
  wait?: typeof wait | undefined;
}

/** What one call may set. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** One key per intent: pass the same one to repeat a POST after a reload. Made for the call unless given. */
  idempotencyKey?: string | undefined;
  /** Attempts after the first; 2 unless given, 5 at most. */
  retries?: number | undefined;
  /** Longest time one attempt may take; 30 000 ms unless given. */
  timeoutMs?: number | undefined;
}

/** A call as the route table writes it. `query` leaves out what is undefined. */
export interface Call {
  method?: 'POST' | 'DELETE';
  path: string;
  query?: object | undefined;
  body?: unknown;
}

const maxRetries = 5;
const longestWaitMs = 10_000;

/**
 * Sends one call and returns its parsed answer. Sends it again, with the same Idempotency-Key, while the network or the pool says
 * that this can help.
 * @throws KamengError with the pool's code, or `network` when no answer came; the signal's reason when the caller aborted.
 */
export async function request<Answer>(client: Client, call: Call, options: CallOptions = {}): Promise<Answer> {
  const { signal } = options;
  const headers = headersOf(client);
  if (call.method) headers['Idempotency-Key'] = options.idempotencyKey ?? createIdempotencyKey();
  if (call.body !== undefined) headers['Content-Type'] = 'application/json';
  const retries = Math.min(options.retries ?? 2, maxRetries);
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await withTimeout(options, (signal) => send<Answer>(client, call, headers, signal));
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      const waitMs =
        error instanceof KamengError && attempt < retries ? retryWaitMs(error, attempt, client) : undefined;
      if (waitMs === undefined) throw error;
      await (client.wait ?? wait)(waitMs, signal);
    }
  }
}

/** The headers that say on whose behalf: the key, or the referral ID when there is none. */
export function headersOf(client: Client): Record<string, string> {
  if (client.key) return { Authorization: `Bearer ${client.key}` };
  return client.ref ? { 'Kameng-Ref': client.ref } : {};
}

/** 128 random bits in hex. `randomUUID` would need a secure context, which a shop under test may not be. */
export function createIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The call's whole address. */
export function urlOf(client: Client, { path, query }: Call): string {
  const url = new URL(client.pool.replace(/\/$/, '') + path);
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url.href;
}

async function send<Answer>(
  client: Client,
  call: Call,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await (client.fetch ?? fetch)(urlOf(client, call), {
      method: call.method ?? 'GET',
      headers,
      credentials: 'omit', // keys travel in headers; a cookie of the host's must never ride along
      signal,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    text = await response.text();
  } catch (cause) {
    throw new KamengError({ code: 'network', retry: 'same_key', detail: 'The pool did not answer.' }, { cause });
  }
  return readAnswer(response, text);
}

/** The answer's JSON. A refusal becomes a KamengError, also when it is a proxy's page and not the pool's problem. */
export function readAnswer<Answer>(response: Response, text: string): Answer {
  const { status } = response;
  let json: unknown;
  try {
    json = text ? JSON.parse(text) : undefined;
  } catch (cause) {
    // Half an answer from a success is as lost as none: the same key brings the first effect back.
    throw unreadable(status, cause);
  }
  if (response.ok) return json as Answer;
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const problem = json as Problem | undefined;
  if (!problem?.code) throw unreadable(status);
  throw new KamengError(problem, { retryAfterMs: seconds >= 0 ? seconds * 1000 : undefined });
}

function unreadable(status: number, cause?: unknown): KamengError {
  const retry = status < 400 || status >= 500 ? 'same_key' : 'no';
  return new KamengError(
    { code: 'unreadable', status, retry, detail: `Not an answer of the pool (${status}).` },
    { cause },
  );
}

function retryWaitMs(error: KamengError, attempt: number, client: Client): number | undefined {
  const later = error.retry === 'after' && (error.status === 429 || error.status === 503);
  if (!later && error.retry !== 'same_key') return undefined;
  if ((error.retryAfterMs ?? 0) > longestWaitMs) return undefined;
  const backoffMs = Math.min(250 * 2 ** attempt, 8000) * (0.5 + (client.random ?? Math.random)() / 2);
  return (error.retryAfterMs ?? 0) + backoffMs;
}

/** Runs `work` with a signal that aborts when the caller's does or when time is up. AbortSignal.any is too young for in-app browsers. */
async function withTimeout<Result>(
  { signal, timeoutMs = 30_000 }: CallOptions,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  if (signal?.aborted) throw signal.reason;
  signal?.addEventListener('abort', abort);
  const timer = setTimeout(abort, timeoutMs);
  try {
    return await work(stop.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
