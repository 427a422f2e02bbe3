import type { MemberRoute } from '../desk-routes.ts';
import * as search from './search.ts';

const operator = { auth: 'member', kinds: ['operator'] } as const;

/** Finding things, and who looked at what. */
export const searchRoutes = {
  search: {
    // Not in an address, which gets into logs: it may be a buyer's or a code.
    method: 'POST',
    path: '/v1/admin/search',
    ...operator,
    scope: 'orders:read',
    summary: 'Find orders, goods and parties; only what the role may see',
    body: search.searchBody,
    answers: { 200: search.searchAnswer },
    errors: [],
  },
  listViews: {
    method: 'GET',
    path: '/v1/admin/views',
    ...operator,
    scope: 'audit:read',
    summary: 'List who looked at codes, or at documents and particulars of people, newest first',
    query: search.viewQuery,
    answers: { 200: search.viewPage },
    errors: [],
  },
} as const satisfies Record<string, MemberRoute>;
