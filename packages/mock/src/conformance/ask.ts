import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { errors, problem, type ErrorCode, type Problem } from '@kameng/contract/error';
import {
  routeErrors,
  routes,
  type Route,
  type RouteName,
  type SentBody,
  type SentQuery,
} from '@kameng/contract/routes';
import type { z } from 'zod';
import type { Outcome } from '../state.ts';

/** What the suite needs to know of the pool it speaks to. */
export interface Harness {
  url: string;
  /** Publishable key of a site that lists `http://localhost:*`, and only origins of this machine. */
  siteKey: string;
  /** Secret key of a shop with a balance of at least ¥1,000. */
  shopKey: string;
  /** Secret key of a shop whose balance buys nothing; without it the scenario of the empty balance is left out. */
  poorShopKey?: string;
  /** A referral ID that exists. */
  ref: string;
  /** Does at the gateway what a buyer would do there. */
  pay: (actionUrl: string, outcome: Outcome) => Promise<void>;
  /** Lets time pass; without it the scenarios about expiry and late payments are left out. */
  advance?: (seconds: number) => Promise<void>;
  /** Seconds that codes are held, and that a checkout lives. */
  holdS: number;
  checkoutS: number;
}

/** One thing a pool must do, in a sentence. */
export interface Scenario {
  name: string;
  run: () => Promise<void>;
}

interface Asked<Name extends RouteName> {
  id?: string;
  query?: SentQuery<Name>;
  body?: SentBody<Name>;
  bearer?: string;
  headers?: Record<string, string>;
}

type Body<Name extends RouteName> = {
  [Status in keyof (typeof routes)[Name]['answers']]: (typeof routes)[Name]['answers'][Status] extends z.ZodType
    ? z.output<(typeof routes)[Name]['answers'][Status]>
    : never;
}[keyof (typeof routes)[Name]['answers']];

/** Page that the suite's buyers look at. */
export const hostOrigin = 'http://localhost:3210';

/** Sends a request by its route's name. */
export function send<Name extends RouteName>(
  harness: Harness,
  name: Name,
  asked: Asked<Name>,
  signal?: AbortSignal,
): Promise<Response> {
  const route: Route = routes[name];
  const url = new URL(route.path.replace('{id}', asked.id ?? ''), harness.url);
  for (const [key, value] of Object.entries(asked.query ?? {})) url.searchParams.set(key, String(value));
  // Secret keys belong on servers, which send no Origin; from a web page they are refused.
  const headers: Record<string, string> = {
    ...(!asked.bearer?.startsWith('sk_') && { origin: hostOrigin }),
    ...asked.headers,
  };
  if (asked.bearer !== undefined) headers.authorization = `Bearer ${asked.bearer}`;
  if (asked.body !== undefined) headers['content-type'] = 'application/json';
  return fetch(url, {
    method: route.method,
    headers,
    ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
    ...(signal && { signal }),
  });
}

/** Checks any answer of a route against the contract: exactly its schema when it succeeds, a listed problem when it does not. */
export async function checkAnswer(name: RouteName, response: Response): Promise<unknown> {
  const route: Route = routes[name];
  const schema = route.answers[response.status as 200];
  const at = `${name} answered ${response.status}`;
  if (schema === 'empty') return assert.equal(await response.text(), '', at);
  if (schema === 'events') return assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/, at);
  const body: unknown = await response.json();
  if (schema) {
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/, at);
    assert.deepEqual(schema.parse(body), body, `${at} with fields the contract does not know`);
    return body;
  }
  checkProblem(body as Problem, response, routeErrors(route));
  return body;
}

function checkProblem(body: Problem, response: Response, allowed: readonly ErrorCode[]): void {
  const said = problem.parse(body);
  const entry = errors[said.code];
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.ok(allowed.includes(said.code), `${said.code} is not among this route's errors`);
  assert.deepEqual([response.status, said.status, said.retry], [entry.status, entry.status, entry.retry], said.code);
  assert.notEqual(said.request_id, '');
}

/** Asks and expects success; answers the body, and the status when a route has several. */
export async function ask<Name extends RouteName>(
  harness: Harness,
  name: Name,
  asked: Asked<Name> = {},
): Promise<{ status: number; body: Body<Name> }> {
  const response = await send(harness, name, asked);
  const body = await checkAnswer(name, response);
  assert.ok(response.status < 300, `${name} answered ${response.status}: ${JSON.stringify(body)}`);
  return { status: response.status, body: body as Body<Name> };
}

/** Asks and expects this refusal. */
export async function refused<Name extends RouteName>(
  harness: Harness,
  name: Name,
  code: ErrorCode,
  asked: Asked<Name> = {},
): Promise<Problem> {
  const response = await send(harness, name, asked);
  const body = (await checkAnswer(name, response)) as Problem;
  assert.equal(body?.code, code, `${name} answered ${response.status} ${JSON.stringify(body)}`);
  return body;
}

/** Reads again and again until it is so, at most so many seconds. */
export async function until<Value>(
  read: () => Promise<Value>,
  isSo: (value: Value) => boolean,
  limitS = 20,
): Promise<Value> {
  const end = performance.now() + limitS * 1000;
  let value = await read();
  while (!isSo(value)) {
    assert.ok(performance.now() < end, `still not so after ${limitS} s: ${JSON.stringify(value)}`);
    await pause(50);
    value = await read();
  }
  return value;
}
