import type { Page } from '../shell/page.ts';

/** The pages of the supplier's desk. */
export const supplierPages: Page[] = [
  {
    path: 'disputes',
    name: ['售后', 'Disputes'],
    icon: 'scales',
    scope: 'disputes:read',
    load: () => import('../dispute/disputes-page.tsx').then((part) => part.DisputesPage),
  },
];
