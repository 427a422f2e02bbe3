import type { MemberRoute } from '../desk-routes.ts';
import * as supply from './supply.ts';

const server = { auth: 'member', kinds: ['supplier'], scope: 'webhooks:write' } as const;

/** Supply on demand: the server that is asked for codes, its test and its health. */
export const supplyRoutes = {
  getSupplyServer: {
    method: 'GET',
    path: '/v1/supplier/supply',
    ...server,
    scope: 'webhooks:read',
    summary: 'Read the server that is asked for codes, how it does, and what went wrong last',
    answers: { 200: supply.supplyServer },
    errors: [],
  },
  setSupplyServer: {
    method: 'POST',
    path: '/v1/supplier/supply',
    ...server,
    summary: 'Set the address; a new one has to pass the test before offers use it',
    body: supply.supplyServerBody,
    answers: { 200: supply.supplySecret },
    errors: ['endpoint_refused'],
  },
  rotateSupplySecret: {
    method: 'POST',
    path: '/v1/supplier/supply/rotate',
    ...server,
    summary: 'Make a new secret; both are good for a day',
    answers: { 200: supply.supplySecret },
    errors: ['wrong_state'],
  },
  testSupplyServer: {
    method: 'POST',
    path: '/v1/supplier/supply/test',
    ...server,
    summary: 'Try the server with made-up orders, good and bad, and say what to change',
    body: supply.supplyTestBody,
    answers: { 200: supply.supplyTest },
    errors: ['wrong_state'],
  },
  switchSupply: {
    method: 'POST',
    path: '/v1/supplier/offers/{id}/supply',
    ...server,
    scope: 'goods:write',
    summary: 'Begin or end asking the server for an offer; also begins again after a pause',
    params: supply.offerSupplyParams,
    body: supply.offerSupplyBody,
    answers: { 200: supply.offerSupply },
    errors: ['supply_untested'],
  },
} as const satisfies Record<string, MemberRoute>;
