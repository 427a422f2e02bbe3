import type { MemberRoute } from '../desk-routes.ts';
import * as sale from './sale.ts';
import { figuresQuery } from './shop.ts';

const supplier = { method: 'GET', auth: 'member', kinds: ['supplier'], errors: [] } as const;

/** What a supplier has sold. */
export const saleRoutes = {
  listSales: {
    ...supplier,
    path: '/v1/supplier/sales',
    scope: 'orders:read',
    summary: "List orders of the supplier's goods, newest first; nothing about buyers, and no code",
    query: sale.saleQuery,
    answers: { 200: sale.salePage },
  },
  getSupplierFigures: {
    ...supplier,
    path: '/v1/supplier/figures',
    scope: 'orders:read',
    summary: 'Read what was sold in a period, by day, beside the period before it',
    query: figuresQuery,
    answers: { 200: sale.supplierFigures },
  },
  listPerformance: {
    ...supplier,
    path: '/v1/supplier/performance',
    scope: 'orders:read',
    summary: 'List how each offer does in a period: sales, defects, and its price beside others',
    query: sale.performanceQuery,
    answers: { 200: sale.performancePage },
  },
} as const satisfies Record<string, MemberRoute>;
