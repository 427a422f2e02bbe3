import type { Page } from '../shell/page.ts';

/** The pages of the operator's desk. */
export const operatorPages: Page[] = [
  {
    path: '',
    name: ['概览', 'Overview'],
    icon: 'home',
    scope: 'orders:read',
    load: () => import('./overview-page.tsx').then((part) => part.OverviewPage),
  },
  {
    path: 'verifications',
    name: ['实名审核', 'Verifications'],
    icon: 'shield',
    scope: 'verification:read',
    load: () => import('./verifications-page.tsx').then((part) => part.VerificationsPage),
  },
  {
    path: 'goods',
    name: ['商品审核', 'Goods to review'],
    icon: 'box',
    scope: 'goods:read',
    load: () => import('./review-page.tsx').then((part) => part.ReviewPage),
  },
  {
    path: 'prohibitions',
    name: ['禁售清单', 'Prohibited goods'],
    icon: 'alert',
    scope: 'goods:read',
    load: () => import('./prohibitions-page.tsx').then((part) => part.ProhibitionsPage),
  },
  {
    path: 'payouts',
    name: ['提现审批', 'Payouts'],
    icon: 'money',
    scope: 'money:read',
    load: () => import('./payouts-page.tsx').then((part) => part.PayoutsPage),
  },
  {
    path: 'undelivered',
    name: ['已付未交付', 'Paid, not delivered'],
    icon: 'clock',
    scope: 'orders:read',
    load: () => import('./undelivered-page.tsx').then((part) => part.UndeliveredPage),
  },
  {
    path: 'quarantined',
    name: ['隔离的回调', 'Quarantined callbacks'],
    icon: 'inbox',
    scope: 'money:read',
    load: () => import('./quarantined-page.tsx').then((part) => part.QuarantinedPage),
  },
  {
    path: 'reconciliations',
    name: ['渠道对账', 'Reconciliation'],
    icon: 'scales',
    scope: 'money:read',
    load: () => import('./reconciliations-page.tsx').then((part) => part.ReconciliationsPage),
  },
  {
    path: 'proofs',
    name: ['账本证明', 'Ledger proofs'],
    icon: 'shield',
    scope: 'money:read',
    load: () => import('./proofs-page.tsx').then((part) => part.ProofsPage),
  },
  {
    path: 'disputes',
    name: ['售后', 'Disputes'],
    icon: 'scales',
    scope: 'disputes:read',
    load: () => import('../dispute/disputes-page.tsx').then((part) => part.DisputesPage),
  },
];
