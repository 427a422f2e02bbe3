import type { Page } from '../shell/page.ts';

/** The pages of everybody who earns: what is paid out, what moved, and who they are. */
export const ownerPages: readonly Page[] = [
  {
    path: 'payouts',
    name: ['提现', 'Payouts'],
    icon: 'money',
    scope: 'money:read',
    load: () => import('./payouts-page.tsx').then((part) => part.PayoutsPage),
  },
  {
    path: 'statement',
    name: ['对账单', 'Statement'],
    icon: 'inbox',
    scope: 'money:read',
    load: () => import('./statement-page.tsx').then((part) => part.StatementPage),
  },
  {
    path: 'verification',
    name: ['实名认证', 'Verification'],
    icon: 'shield',
    scope: 'verification:read',
    load: () => import('../verification/verification-page.tsx').then((part) => part.VerificationPage),
  },
];
