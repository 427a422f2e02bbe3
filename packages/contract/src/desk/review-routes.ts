import type { MemberRoute } from '../desk-routes.ts';
import * as supplier from './supplier.ts';

/** The operator's review of goods. */
export const reviewRoutes = {
  listSubmissionQueue: {
    method: 'GET',
    path: '/v1/admin/submissions',
    auth: 'member',
    kinds: ['operator'],
    scope: 'goods:read',
    summary: 'List submissions in one state, oldest first',
    query: supplier.reviewQuery,
    answers: { 200: supplier.submissionQueue },
    errors: [],
  },
  reviewSubmission: {
    method: 'POST',
    path: '/v1/admin/submissions/{id}/decision',
    auth: 'member',
    kinds: ['operator'],
    scope: 'goods:write',
    summary: 'Approve goods, refuse them or ask for a change; approved goods are in the catalogue',
    params: supplier.submissionParams,
    body: supplier.reviewBody,
    answers: { 200: supplier.queuedSubmission },
    errors: ['wrong_state', 'prohibited_goods'],
  },
  addProhibition: {
    method: 'POST',
    path: '/v1/admin/prohibitions',
    auth: 'member',
    kinds: ['operator'],
    scope: 'rules:write',
    summary: 'Add to the list of what may not be sold',
    body: supplier.prohibitionBody,
    answers: { 201: supplier.prohibition },
    errors: ['already_applied', 'account_limit'],
  },
  removeProhibition: {
    method: 'DELETE',
    path: '/v1/admin/prohibitions/{id}',
    auth: 'member',
    kinds: ['operator'],
    scope: 'rules:write',
    summary: 'Take something off the list of what may not be sold',
    params: supplier.prohibitionParams,
    answers: { 204: 'empty' },
    errors: [],
  },
} as const satisfies Record<string, MemberRoute>;
