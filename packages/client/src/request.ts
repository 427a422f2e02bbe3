import type { Problem } from '@kameng/contract/error';
import type { Language } from '@kameng/contract/page';
import { KamengError } from './problem.ts';
import { wait } from './wait.ts';

/**
 * Which pool to talk to, and as whom: a plain object, passed to every call.
 * To act with another key, spread it: `getOrder({ ...client, key: orderToken }, id)`.
 */
export interface Client {
  /** Origin of the pool, such as `https://pool.example`. */
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
  const { signal, retries = 2, idempotencyKey = createIdempotencyKey() } = options;
  const { method, body } = call;
  const headers = headersOf(client);
  if (method) headers['Idempotency-Key'] = idempotencyKey;
  if (body) headers['Content-Type'] = 'application/json';
  const init = { ...(method && { method }), ...(body ? { body: JSON.stringify(body) } : {}), headers };
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await send(client, urlOf(client, call), init, options);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      const waitMs = retryWaitMs(error as KamengError, attempt, client);
      if (waitMs === undefined || attempt >= Math.min(retries, maxRetries)) throw error;
      await (client.wait ?? wait)(waitMs, signal);
    }
  }
}

/** The headers that say on whose behalf: the key, or the referral ID when there is none. */
export function headersOf({ key, ref }: Client): Record<string, string> {
  if (key) return { Authorization: `Bearer ${key}` };
  return ref ? { 'Kameng-Ref': ref } : {};
}

/** 128 random bits in hex. `randomUUID` would need a secure context, which a shop under test may not be. */
export function createIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte + 256).toString(16).slice(1)).join('');
}

/** The call's whole address. */
export function urlOf(client: Client, { path, query }: Call): string {
  const url = new URL(path, client.pool);
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

async function send<Answer>(
  client: Client,
  url: string,
  init: RequestInit,
  { signal, timeoutMs = 30_000 }: CallOptions,
): Promise<Answer> {
  // AbortSignal.any would say this in one line, but is too young for in-app browsers.
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  try {
    // Keys travel in headers. Cookies ride along only on the pool's own pages, as fetch does it unasked: by them an agent who buys
    // through themselves is seen. No page of another origin sends any.
    const response = await (client.fetch ?? fetch)(url, { ...init, signal: stop.signal });
    return readAnswer(response, await response.text());
  } catch (cause) {
    throw cause instanceof KamengError ? cause : new KamengError({ code: 'network', retry: 'same_key' }, { cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** The answer's JSON. A refusal becomes a KamengError, also when it is a proxy's page and not the pool's problem. */
export function readAnswer<Answer>({ ok, status, headers }: Response, text: string): Answer {
  let json: (Answer & Problem) | undefined;
  try {
    json = text ? JSON.parse(text) : undefined;
    if (ok) return json as Answer;
  } catch {
    // Falls through: half an answer from a success is as lost as none, and the same key brings the first effect back.
  }
  // A date instead of seconds is legal too, but no pool sends one: it counts as no hint.
  const retryAfterMs = Number(headers.get('Retry-After')) * 1000 || undefined;
  const problem = json?.code
    ? json
    : ({ code: 'unreadable', status, retry: ok || status > 499 ? 'same_key' : 'no' } as const);
  throw new KamengError(problem, { retryAfterMs });
}

function retryWaitMs(
  { retry, status, retryAfterMs = 0 }: KamengError,
  attempt: number,
  client: Client,
): number | undefined {
  const helps = retry === 'same_key' || (retry === 'after' && (status === 429 || status === 503));
  if (!helps || retryAfterMs > longestWaitMs) return undefined;
  return retryAfterMs + 250 * 2 ** attempt * (0.5 + (client.random ?? Math.random)() / 2);
}
