import * as admin from './admin.ts';
import type { Route } from './routes.ts';

/** The operator's path: what needs a look, with an operator key. */
export const adminRoutes = {
  listUndeliveredOrders: {
    method: 'GET',
    path: '/v1/admin/undelivered_orders',
    auth: 'operator',
    summary: 'List orders that are paid and neither delivered nor refunded, oldest first',
    query: admin.undeliveredQuery,
    answers: { 200: admin.undeliveredPage },
    errors: ['key_missing'],
  },
  listQuarantinedCallbacks: {
    method: 'GET',
    path: '/v1/admin/quarantined_callbacks',
    auth: 'operator',
    summary: 'List callbacks that fit no payment here, oldest first',
    query: admin.quarantinedQuery,
    answers: { 200: admin.quarantinedPage },
    errors: ['key_missing'],
  },
  listReconciliations: {
    method: 'GET',
    path: '/v1/admin/reconciliations',
    auth: 'operator',
    summary: 'List what channel bills and the books do not agree on',
    query: admin.reconciliationQuery,
    answers: { 200: admin.reconciliationPage },
    errors: ['key_missing'],
  },
  listLedgerProofs: {
    method: 'GET',
    path: '/v1/admin/ledger_proofs',
    auth: 'operator',
    summary: 'List the daily proofs of the ledger, newest first',
    query: admin.ledgerProofQuery,
    answers: { 200: admin.ledgerProofPage },
    errors: ['key_missing'],
  },
} as const satisfies Record<string, Route>;
