import type { MemberRoute } from '../desk-routes.ts';
import * as freeze from './freeze.ts';

const operator = { auth: 'member', kinds: ['operator'] } as const;

/** Stopping suppliers, goods, agents and orders for now. */
export const freezeRoutes = {
  listFreezes: {
    method: 'GET',
    path: '/v1/admin/freezes',
    ...operator,
    scope: 'parties:read',
    summary: 'List what is frozen, or was, newest first',
    query: freeze.freezeQuery,
    answers: { 200: freeze.freezePage },
    errors: [],
  },
  freezeObject: {
    method: 'POST',
    path: '/v1/admin/freezes',
    ...operator,
    scope: 'parties:write',
    summary: 'Freeze a supplier, product, agent or order; it counts at once',
    body: freeze.freezeBody,
    answers: { 201: freeze.freeze },
    errors: ['wrong_state'],
  },
  liftFreeze: {
    method: 'POST',
    path: '/v1/admin/freezes/{id}/lift',
    ...operator,
    scope: 'parties:write',
    summary: 'Lift a freeze',
    params: freeze.freezeParams,
    body: freeze.liftBody,
    answers: { 200: freeze.freeze },
    errors: ['wrong_state'],
  },
} as const satisfies Record<string, MemberRoute>;
