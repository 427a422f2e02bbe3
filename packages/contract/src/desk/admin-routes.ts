import type { MemberRoute } from '../desk-routes.ts';
import * as admin from './admin.ts';

/** The operator's desk: what needs a look. */
export const adminRoutes = {
  listUndeliveredOrders: {
    method: 'GET',
    path: '/v1/admin/undelivered_orders',
    auth: 'member',
    kinds: ['operator'],
    scope: 'orders:read',
    summary: 'List orders that are paid and neither delivered nor refunded, oldest first',
    query: admin.undeliveredQuery,
    answers: { 200: admin.undeliveredPage },
    errors: [],
  },
  listQuarantinedCallbacks: {
    method: 'GET',
    path: '/v1/admin/quarantined_callbacks',
    auth: 'member',
    kinds: ['operator'],
    scope: 'money:read',
    summary: 'List callbacks that fit no payment here, oldest first',
    query: admin.quarantinedQuery,
    answers: { 200: admin.quarantinedPage },
    errors: [],
  },
  listReconciliations: {
    method: 'GET',
    path: '/v1/admin/reconciliations',
    auth: 'member',
    kinds: ['operator'],
    scope: 'money:read',
    summary: 'List what channel bills and the books do not agree on',
    query: admin.reconciliationQuery,
    answers: { 200: admin.reconciliationPage },
    errors: [],
  },
  listLedgerProofs: {
    method: 'GET',
    path: '/v1/admin/ledger_proofs',
    auth: 'member',
    kinds: ['operator'],
    scope: 'money:read',
    summary: 'List the daily proofs of the ledger, newest first',
    query: admin.ledgerProofQuery,
    answers: { 200: admin.ledgerProofPage },
    errors: [],
  },
} as const satisfies Record<string, MemberRoute>;
