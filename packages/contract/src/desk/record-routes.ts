import type { MemberRoute } from '../desk-routes.ts';
import { recordExport } from '../record.ts';
import * as record from './record.ts';

const operator = { auth: 'member', kinds: ['operator'] } as const;

/** What people ask the operator about their own data. */
export const recordRoutes = {
  listRecordRequests: {
    method: 'GET',
    path: '/v1/admin/record_requests',
    ...operator,
    scope: 'records:read',
    summary: 'List what people asked for about their own data, newest first',
    query: record.recordRequestQuery,
    answers: { 200: record.recordRequestPage },
    errors: [],
  },
  openRecordRequest: {
    method: 'POST',
    path: '/v1/admin/record_requests',
    ...operator,
    scope: 'records:write',
    stepUp: true,
    summary: 'Write down that somebody wants what is kept of them, or wants it erased',
    body: record.recordRequestBody,
    answers: { 201: record.recordRequest },
    errors: ['wrong_state'],
  },
  exportRecords: {
    method: 'POST',
    path: '/v1/admin/record_requests/{id}/export',
    ...operator,
    scope: 'records:write',
    stepUp: true,
    summary: 'Give out what is kept of who asked, as a stream; that it was given out is kept',
    params: record.recordRequestParams,
    answers: { 200: recordExport },
    errors: ['wrong_state'],
  },
  eraseRecords: {
    method: 'POST',
    path: '/v1/admin/record_requests/{id}/erasure',
    ...operator,
    scope: 'records:write',
    stepUp: true,
    summary: 'Destroy the keys of what is kept of who asked; money stays. Cannot be undone',
    params: record.recordRequestParams,
    answers: { 200: record.recordRequest },
    errors: ['wrong_state', 'erasure_blocked'],
  },
  refuseRecordRequest: {
    method: 'POST',
    path: '/v1/admin/record_requests/{id}/refusal',
    ...operator,
    scope: 'records:write',
    summary: 'Refuse what somebody asked for, with a reason',
    params: record.recordRequestParams,
    body: record.recordRefusalBody,
    answers: { 200: record.recordRequest },
    errors: ['wrong_state'],
  },
} as const satisfies Record<string, MemberRoute>;
