import type { MemberRoute } from '../desk-routes.ts';
import * as rule from './rule.ts';

const operator = { auth: 'member', kinds: ['operator'] } as const;

/** Fees by category, what levels are and earn, and the limits of payouts. */
export const ruleRoutes = {
  listRules: {
    method: 'GET',
    path: '/v1/admin/rules',
    ...operator,
    scope: 'rules:read',
    summary: 'List the published rules of one kind, newest first, and the rates that apply now',
    query: rule.ruleQuery,
    answers: { 200: rule.rulePage },
    errors: [],
  },
  simulateRule: {
    method: 'POST',
    path: '/v1/admin/rules/simulation',
    ...operator,
    scope: 'rules:write',
    summary: 'Tell what everybody would have had of the newest orders under other rates; changes nothing',
    body: rule.simulateRuleBody,
    answers: { 200: rule.ruleSimulation },
    errors: [],
  },
  publishRule: {
    method: 'POST',
    path: '/v1/admin/rules',
    ...operator,
    scope: 'rules:write',
    stepUp: true,
    summary: 'Publish rates from a moment on; checkouts that are open by then keep what they were quoted',
    body: rule.publishRuleBody,
    answers: { 201: rule.rule },
    errors: [],
  },
  withdrawRule: {
    method: 'POST',
    path: '/v1/admin/rules/{id}/withdraw',
    ...operator,
    scope: 'rules:write',
    summary: 'Withdraw a rule before it applies',
    params: rule.ruleParams,
    body: rule.withdrawRuleBody,
    answers: { 200: rule.rule },
    errors: ['wrong_state'],
  },
} as const satisfies Record<string, MemberRoute>;
