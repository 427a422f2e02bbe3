import { idempotencyKey } from '@kameng/contract/openapi';
import { language as languageSchema, type Language } from '@kameng/contract/page';
import { routes, type Route, type RouteName } from '@kameng/contract/routes';
import type { z } from 'zod';
import { readActor } from './actor.ts';
import type { Call } from './call.ts';
import { passTime } from './pass-time.ts';
import { problemResponse, Refusal } from './refusal.ts';
import type { MockState } from './state.ts';

/** Bytes that a request body may have. */
const bodyLimit = 64 * 1024;

/** What every handler looks like from here, where the route is only known at run time. */
type AnyHandler = (call: Call<never>) => { status: number; body?: unknown; events?: ReadableStream<Uint8Array> };

/** Parses a request by its route, lets the handler answer, and turns refusals into problems. */
export async function answerRoute(
  state: MockState,
  handlers: Record<RouteName, unknown>,
  request: Request,
): Promise<Response> {
  const requestId = crypto.randomUUID();
  const { pathname } = new URL(request.url);
  const fitting = Object.entries(routes as Record<string, Route>).flatMap(([name, route]) => {
    const params = matchPath(route.path, pathname);
    return params ? [{ name: name as RouteName, route, params }] : [];
  });
  const found = fitting.find(({ route }) => route.method === request.method);
  try {
    if (!found) throw new Refusal(fitting.length > 0 ? 'method_not_allowed' : 'route_not_found');
    return await handle(state, handlers[found.name] as AnyHandler, found, request);
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    const refusal = error instanceof Refusal ? error : new Refusal('internal');
    return problemResponse(refusal, requestId, found ? undefined : fitting.map(({ route }) => route.method).join(', '));
  }
}

async function handle(
  state: MockState,
  handler: AnyHandler,
  found: { name: RouteName; route: Route; params: object },
  request: Request,
) {
  const { name, route } = found;
  const url = new URL(request.url);
  passTime(state);
  const actor = readActor(state, request, route);
  const params = parsePart(route.params, found.params);
  const query = parsePart(route.query, Object.fromEntries(url.searchParams)) as { lang?: Language } | undefined;
  const body = route.body ? parsePart(route.body, await readJson(request)) : undefined;
  const text = JSON.stringify([name, params, query, body]);
  const key = readIdempotencyKey(request);
  const scope = `${request.headers.get('authorization')} ${name} ${key}`;
  const before = key === null ? undefined : state.answered.get(scope);
  if (before && before.request !== text) throw new Refusal('idempotency_key_reused');
  if (before) return toResponse(before.status, before.body);
  const call = {
    state,
    actor,
    params,
    query,
    body,
    language: query?.lang ?? acceptedLanguage(request),
    request: text,
    signal: request.signal,
  };
  const answer = handler(call as unknown as Call<never>);
  if (answer.events)
    return new Response(answer.events, {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    });
  if (key !== null) state.answered.set(scope, { request: text, status: answer.status, body: answer.body });
  return toResponse(answer.status, answer.body);
}

function toResponse(status: number, body: unknown): Response {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return body === undefined ? new Response(null, { status }) : new Response(JSON.stringify(body), { status, headers });
}

function matchPath(path: string, pathname: string): Record<string, string> | null {
  const wanted = path.split('/');
  const given = pathname.slice(pathname.indexOf('/v1/')).split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

function parsePart(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys.map((each) => [...issue.path, each]) : [issue.path];
    return names.map((path) => ({ pointer: path.map((each) => `/${String(each)}`).join(''), code: issue.code }));
  });
  throw new Refusal('invalid_request', fields);
}

async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type');
  const text = await request.text();
  if (text.length > bodyLimit) throw new Refusal('body_too_large');
  if (text === '' && type === null) return undefined;
  if (type !== null && !/^application\/json\b/i.test(type)) throw new Refusal('unsupported_media_type');
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('not_json');
  }
}

function readIdempotencyKey(request: Request): string | null {
  const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null;
  if (key !== null && !idempotencyKey.safeParse(key).success)
    throw new Refusal('invalid_request', [{ pointer: '/Idempotency-Key', code: 'invalid_format' }]);
  return key;
}

function acceptedLanguage(request: Request): Language {
  const wanted = (request.headers.get('accept-language') ?? '')
    .split(',')
    .map((part) => part.split(';')[0]!.trim().toLowerCase());
  for (const tag of wanted) {
    const fit = languageSchema.options.find(
      (each) => each.toLowerCase() === tag || each.split('-')[0] === tag.split('-')[0],
    );
    if (fit) return fit;
  }
  return 'zh-CN';
}
