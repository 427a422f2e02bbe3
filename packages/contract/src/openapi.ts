import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { z } from 'zod';
import { errors, problem, type ErrorCode } from './error.ts';
import { deskRouteErrors, deskRoutes, type DeskRoute, type MemberRoute } from './desk-routes.ts';
import { organisationId } from './desk/account.ts';
import { routeErrors, routes, type Call, type Route } from './routes.ts';
import { supplyAnswer, supplyRequest } from './supply.ts';
import { supplyCalls, type SignedCall } from './supply-routes.ts';

/** Sent with every POST so that sending it again has one effect (draft-ietf-httpapi-idempotency-key-header). */
export const idempotencyKey = z
  .string()
  .min(8)
  .max(255)
  .regex(/^[\x21-\x7e]+$/);

const securitySchemes = {
  publishable_key: {
    type: 'http',
    scheme: 'bearer',
    description: 'pk_…: catalogue and checkouts, from the origins listed for the site',
  },
  secret_key: { type: 'http', scheme: 'bearer', description: 'sk_…: the server surface of one site' },
  desk_key: { type: 'http', scheme: 'bearer', description: 'dk_…: one organisation, from servers only' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'kameng.session_token',
    description: 'Somebody who is signed in at /console; from our own pages only',
  },
  order_token: { type: 'http', scheme: 'bearer', description: 'ort_…: one order' },
  own_token: { type: 'http', scheme: 'bearer', description: 'own_…: everything bought with one contact' },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description: 'Standard Webhooks, with webhook-id and webhook-timestamp: by a server that the pool asks for codes',
  },
  checkout_secret: { type: 'http', scheme: 'bearer', description: 'cks_…: one checkout' },
} as const;

const security = {
  public: [{}, { publishable_key: [] }, { secret_key: [] }],
  checkout: [{ checkout_secret: [] }],
  order: [{ order_token: [] }, { secret_key: [] }],
  contact: [{ own_token: [] }],
  secret: [{ secret_key: [] }],
  member: [{ session: [] }, { desk_key: [] }],
  person: [{ session: [] }],
  signature: [{ signature: [] }],
} as const;

type AnyCall = Route | DeskRoute | SignedCall;

/** The OpenAPI 3.1 document of the whole wire. */
export function createOpenApi(serverUrl = '/') {
  const paths: ZodOpenApiPathsObject = {};
  const add = (name: string, route: AnyCall, errorCodes: ErrorCode[]) => {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(name, route, errorCodes) };
  };
  for (const [name, route] of Object.entries(routes as Record<string, Route>)) add(name, route, routeErrors(route));
  for (const [name, route] of Object.entries(deskRoutes as Record<string, DeskRoute>))
    add(name, route, deskRouteErrors(route));
  for (const [name, call] of Object.entries(supplyCalls))
    add(name, call, [...call.errors, 'invalid_request', 'body_too_large']);
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Kameng',
      version: '1',
      description:
        'Sell digital codes from a shared pool. Amounts are integer minor units; times are RFC 3339 in UTC; errors are RFC 9457 problems whose `code` and `retry` say what to do.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    components: { securitySchemes },
    paths,
    webhooks: { 'supply.request': { post: askForCodes } },
  });
}

/** What a supplier's server is asked, as `docs/recipes/supply.md` shows it at work. */
const askForCodes: ZodOpenApiOperationObject = {
  operationId: 'askForCodes',
  summary: 'Codes for an order that is paid; signed like a webhook',
  requestBody: { required: true, content: { 'application/json': { schema: supplyRequest } } },
  responses: {
    200: {
      description: 'The codes, or that there are none',
      content: { 'application/json': { schema: supplyAnswer } },
    },
    202: { description: 'The answer goes to `answer_url` later' },
  },
};

function operation(name: string, route: AnyCall, errorCodes: ErrorCode[]): ZodOpenApiOperationObject {
  const header = z.object({
    ...(route.method === 'POST' && route.auth !== 'signature' && { 'Idempotency-Key': idempotencyKey.optional() }),
    ...(route.auth === 'member' && { 'Kameng-Organisation': ofOrganisation }),
  });
  return {
    operationId: name,
    summary: route.summary,
    ...(route.auth === 'member' && { description: whoMay(route) }),
    security: security[route.auth] as unknown as { [name: string]: string[] }[],
    requestParams: {
      ...(route.params && { path: route.params }),
      ...(route.query && { query: route.query }),
      ...(Object.keys(header.shape).length > 0 && { header }),
    },
    ...(route.body && { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } }),
    responses: { ...answers(route), ...refusals(errorCodes) },
  };
}

const ofOrganisation = organisationId
  .optional()
  .meta({ description: 'On whose behalf a person acts; a key has its own organisation and needs none' });

function whoMay({ kinds, scope, stepUp }: MemberRoute): string {
  const who = `For organisations of kind ${kinds.map((kind) => `\`${kind}\``).join(', ')}; needs \`${scope}\`.`;
  return stepUp ? `${who} Asks for a fresh proof of who is there, so keys cannot do it.` : who;
}

function answers(route: Call): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  for (const [status, schema] of Object.entries(route.answers)) {
    const code = status as `${200 | 201 | 202 | 204}`;
    if (schema === 'empty') responses[code] = { description: 'Done' };
    else if (schema === 'events')
      responses[code] = { description: 'Server-sent events', content: { 'text/event-stream': { schema: z.string() } } };
    else responses[code] = { description: route.summary, content: { 'application/json': { schema } } };
  }
  return responses;
}

/** One answer a status, listing the codes that can come with it. */
function refusals(errorCodes: ErrorCode[]): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, string[]>();
  for (const code of errorCodes) {
    const { status } = errors[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses: ZodOpenApiResponsesObject = {};
  for (const [status, codes] of [...byStatus].toSorted(([left], [right]) => left - right)) {
    responses[`${status}` as '400'] = {
      description: codes.map((code) => `\`${code}\``).join(', '),
      content: { 'application/problem+json': { schema: problem } },
    };
  }
  return responses;
}
