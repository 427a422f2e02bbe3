import type { MemberRoute } from '../desk-routes.ts';
import * as risk from './risk.ts';

const operator = { auth: 'member', kinds: ['operator'] } as const;

/** What recurs and may be fraud. */
export const riskRoutes = {
  listRiskEvents: {
    method: 'GET',
    path: '/v1/admin/risk_events',
    ...operator,
    scope: 'parties:read',
    summary: 'List what recurs and may be fraud, newest first',
    query: risk.riskQuery,
    answers: { 200: risk.riskPage },
    errors: [],
  },
  decideRiskEvent: {
    method: 'POST',
    path: '/v1/admin/risk_events/{id}/decision',
    ...operator,
    scope: 'parties:write',
    summary: 'Say what was found; later orders count anew',
    params: risk.riskParams,
    body: risk.riskDecisionBody,
    answers: { 200: risk.riskEvent },
    errors: ['wrong_state'],
  },
} as const satisfies Record<string, MemberRoute>;
